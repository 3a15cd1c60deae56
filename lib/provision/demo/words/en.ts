import { listed, type DemoWords } from "./demo-words";

const surnames = listed(
  "Bennett Carter Hughes Foster Morgan Palmer Reed Shaw Turner Walsh Doyle Harper Ellis Barnes Fletcher Gibson Lawson Marsh Norris Quinn",
);

export const english: DemoWords = {
  team: ["Administrator", "Olena Marsh", "Ivan Brooks"],
  connection: "Prostie Zvonki (demo)",
  country: "GB",
  zone: "Europe/London",
  tutorial: ["Arkady", "Boris", "Valentina"],
  given: [
    listed(
      "James Oliver Harry George Thomas Daniel Samuel Edward Henry Jack Adam Callum Dominic Ewan Felix Graham Hugh Isaac Liam Neil",
    ),
    listed(
      "Emma Olivia Grace Charlotte Sophie Alice Lucy Hannah Eleanor Ruth Amelia Beth Clara Diana Fiona Georgia Isla Joanna Kate Megan",
    ),
  ],
  surnames: [surnames, surnames],
  companies: [
    "Northgate Supplies Ltd",
    "Harbour & Sons",
    "Bluebell Dental",
    "Kestrel Freight",
    "Oakfield Interiors",
    "Summit Analytics",
    "The Copper Kettle",
    "Lakeside Motors",
    "Pennine Packaging",
    "Fairview Veterinary Clinic",
    "Brightwater Plumbing",
    "Ashdown Printing",
    "Meadow Lane Nursery",
    "Thornbury Joinery",
  ],
  domain: "example.co.uk",
  // Ofcom has set them aside for plays and films.
  numbers: ["+44 20 7946 0", "+44 161 496 0", "+44 121 496 0"],
  tail: 3,
  positions: [
    "Owner",
    "Office manager",
    "Buyer",
    "Head of procurement",
    "Accountant",
    "Managing director",
    "Practice manager",
  ],
  tags: ["Wholesale", "New client", "Regular", "Invoice overdue", "VIP"],
  sources: ["Website", "Referral", "Trade fair", "Google Ads", "Returning client"],
  about: [
    "Best reached before eleven; out on site in the afternoon.",
    "Decides together with her business partner, so always send a written offer.",
    "Prefers a text to an e-mail.",
    "Pays within a week. Deserves a good price.",
    "Orders every other month, usually the same thing.",
    "Had a late delivery in spring: call ahead when anything slips.",
  ],
  said: {
    interested: [
      "Wants a written quote by Friday",
      "Comparing us with one other supplier, price matters most",
      "Asked for a demo next week, will bring a colleague",
      "Likes the sample, needs to check the budget",
      "Wants to know about paying in three instalments",
    ],
    agreed: [
      "Ready to sign, waiting for the invoice",
      "Ordered the same as last time, deliver on Tuesday",
      "Took the annual plan with the ten per cent discount",
      "Delivery agreed for Thursday morning, entrance from the yard",
    ],
    "call-back": [
      "In a meeting, asked to be called after three",
      "Driving, will have the papers in front of him tomorrow",
      "Decides when her partner is back from holiday",
    ],
    answered: [
      "Asked about delivery times: two to three working days",
      "Wanted a copy of the June invoice, sent by e-mail",
      "New accountant, number added to the contact",
      "Explained how returns work",
    ],
    "not-interested": [
      "Happy with the present supplier, try again in spring",
      "Closing the branch, no orders this year",
    ],
    "wrong-number": ["A private person now has this number"],
  },
  texts: [
    "Hello, the quote is in your inbox. Call me if anything is unclear. Olena",
    "Your order left the warehouse today and arrives tomorrow before noon.",
    "Thank you for the call! Here is my direct line, in case something comes up.",
    "A reminder of our call tomorrow at ten. If it does not suit you, just reply.",
    "The invoice is on its way. Payment within 14 days is fine.",
  ],
  promises: [
    "Promised the price for forty sets",
    "Go through the contract together, second page",
    "Ask how the trial delivery went",
  ],
  lead: {
    name: "Rebecca Stone",
    title: "Request a quote",
    page: "https://www.example.co.uk/prices",
  },
};
