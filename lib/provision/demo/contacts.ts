/**
 * Believable people who do not exist. Their numbers begin, after the area code, with 0 or 1 (or are
 * of the ranges set aside for fiction), so that no telephone anywhere can ring.
 */
export interface DemoContact {
  name: string;
  phones: string[];
  company?: string;
  email?: string;
}

/** The tutorial's three, with the number its test call comes from. */
export const tutorialContacts: DemoContact[] = [
  { name: "Аркадий", phones: ["+7 (343) 0112233"] },
  { name: "Борис", phones: ["+7 (343) 0112244"] },
  { name: "Валентина", phones: ["+7 (343) 0112255"] },
];

interface Market {
  people: string[][];
  surnames: string[][];
  companies: string[];
  domain: string;
  numbers: string[];
  /** How many digits follow a prefix of `numbers`. */
  tail: number;
}

/** Index 0 holds men's names and surnames, index 1 women's. */
const markets: Market[] = [
  {
    people: [
      "Алексей Дмитрий Сергей Андрей Михаил Николай Павел Роман Егор Тимофей".split(" "),
      "Анна Мария Екатерина Ольга Наталья Ирина Светлана Юлия Дарья Вера".split(" "),
    ],
    surnames: [
      "Смирнов Кузнецов Попов Васильев Петров Соколов Лебедев Козлов Новиков Морозов Волков Фёдоров Белов Орлов".split(
        " ",
      ),
      "Смирнова Кузнецова Попова Васильева Петрова Соколова Лебедева Козлова Новикова Морозова Волкова Фёдорова Белова Орлова".split(
        " ",
      ),
    ],
    companies: [
      "ООО «Северный ветер»",
      "ТД «Уралснаб»",
      "АО «Меркурий-Логистика»",
      "ИП Лебедев",
      "«Стройгрань»",
      "Клиника «Здоровье+»",
      "ООО «Аквамарин»",
      "Пекарня «Тёплый хлеб»",
      "«Мебель на заказ»",
      "Автоцентр «Вектор»",
      "Типография «Оттиск»",
      "ООО «ЭнергоПром»",
    ],
    domain: "example.ru",
    numbers: ["+7 495 01", "+7 812 01", "+7 343 01", "+7 383 01", "+7 843 01"],
    tail: 5,
  },
  {
    people: [
      "Олександр Андрій Тарас Богдан Максим Юрій Остап Назар Ігор Василь".split(" "),
      "Олена Оксана Ірина Наталія Тетяна Соломія Дарина Катерина Мар'яна Юлія".split(" "),
    ],
    surnames: [
      "Шевченко Коваленко Бондаренко Ткаченко Кравченко Мельник Поліщук Гриценко Савчук Лисенко Мороз Петренко".split(
        " ",
      ),
      "Шевченко Коваленко Бондаренко Ткаченко Кравченко Мельник Поліщук Гриценко Савчук Лисенко Мороз Петренко".split(
        " ",
      ),
    ],
    companies: [
      "ТОВ «Світанок»",
      "ФОП Мельник",
      "«Карпати Трейд»",
      "ТОВ «АгроЛан»",
      "Кав'ярня «Дім»",
      "«Київбуд Плюс»",
      "Студія «Простір»",
      "ТОВ «ТехноСвіт»",
      "Аптека «Барвінок»",
      "«Львівські меблі»",
    ],
    domain: "example.com.ua",
    numbers: ["+380 44 01", "+380 32 01", "+380 48 01", "+380 57 01"],
    tail: 5,
  },
  {
    people: [
      "James Oliver Harry George Thomas Daniel Samuel Edward Henry Jack".split(" "),
      "Emma Olivia Grace Charlotte Sophie Alice Lucy Hannah Eleanor Ruth".split(" "),
    ],
    surnames: [
      "Bennett Carter Hughes Foster Morgan Palmer Reed Shaw Turner Walsh Doyle Harper".split(" "),
      "Bennett Carter Hughes Foster Morgan Palmer Reed Shaw Turner Walsh Doyle Harper".split(" "),
    ],
    companies: [
      "Northgate Supplies Ltd",
      "Harbour & Sons",
      "Bluebell Dental",
      "Kestrel Freight",
      "Oakfield Interiors",
      "Summit Analytics",
      "The Copper Kettle",
      "Lakeside Motors",
    ],
    domain: "example.co.uk",
    numbers: ["+44 20 7946 0", "+44 161 496 0", "+44 121 496 0"],
    tail: 3,
  },
];

const shares = [90, 70, 40];

/** Two hundred contacts, the same at each call. */
export function demoContacts(): DemoContact[] {
  return markets.flatMap((market, index) =>
    Array.from({ length: shares[index] ?? 0 }, (_, row) => contactOf(market, row)),
  );
}

/** Co-prime strides walk through the lists without repeating a pair early. */
function contactOf(market: Market, row: number): DemoContact {
  const gender = row % 2;
  const given = pick(market.people[gender]!, row * 3 + 1);
  const surname = pick(market.surnames[gender]!, row * 5 + Math.floor(row / 7));
  const company = row % 6 === 5 ? undefined : pick(market.companies, row * 7 + 2);
  const phones = [number(market, row * 2)];
  if (row % 3 === 0) phones.push(number(market, row * 2 + 1));
  if (row % 11 === 0) phones.push(number(market, row * 2 + 900));
  return {
    name: `${given} ${surname}`,
    phones,
    company,
    email: row % 4 === 3 ? undefined : `client${row + 1}@${market.domain}`,
  };
}

function pick(list: string[], index: number): string {
  return list[index % list.length]!;
}

function number(market: Market, index: number): string {
  const prefix = pick(market.numbers, index);
  const size = 10 ** market.tail;
  const tail = String((index * 7919 + 1234) % size).padStart(market.tail, "0");
  return `${prefix}${tail}`;
}
