/** Numbers of taxpayers, companies and cards, told from telephones by their check digits. */

/** So many of a column's cells must be right: one in ten is so by chance. */
const share = 0.8;

export function areIdentifiers(cells: readonly string[]): boolean {
  const kinds = [
    isRussianTaxNumber,
    isUkrainianTaxNumber,
    isUkrainianCompany,
    isRegistration,
    isCard,
  ];
  const digits = cells.map((cell) => cell.trim());
  if (digits.length < 2 || !digits.every((cell) => /^\d{8,19}$/.test(cell))) return false;
  return digits.filter((cell) => kinds.some((is) => is(cell))).length >= share * digits.length;
}

const weighed = (digits: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0);

const inn10 = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const inn11 = [7, ...inn10];
const inn12 = [3, ...inn11];

/** ИНН of companies (10 digits) and persons (12). */
function isRussianTaxNumber(digits: string): boolean {
  const check = (weights: readonly number[]) => (weighed(digits, weights) % 11) % 10;
  if (digits.length === 10) return check(inn10) === Number(digits[9]);
  if (digits.length !== 12) return false;
  return check(inn11) === Number(digits[10]) && check(inn12) === Number(digits[11]);
}

/** РНОКПП, 10 digits. */
function isUkrainianTaxNumber(digits: string): boolean {
  if (digits.length !== 10) return false;
  const sum = weighed(digits, [-1, 5, 7, 9, 4, 6, 10, 5, 7]);
  return (((sum % 11) + 11) % 11) % 10 === Number(digits[9]);
}

/** ЄДРПОУ, 8 digits. */
function isUkrainianCompany(digits: string): boolean {
  if (digits.length !== 8) return false;
  const small = Number(digits) >= 30_000_000 && Number(digits) <= 60_000_000;
  const first = small ? [7, 1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5, 6, 7];
  const again = first.map((weight) => weight + 2);
  const rest = weighed(digits, first) % 11;
  const check = rest < 10 ? rest : (weighed(digits, again) % 11) % 10;
  return check === Number(digits[7]);
}

/** ОГРН (13 digits) and ОГРНИП (15). */
function isRegistration(digits: string): boolean {
  if (digits.length !== 13 && digits.length !== 15) return false;
  const rest = BigInt(digits.slice(0, -1)) % BigInt(digits.length - 2);
  return Number(rest % 10n) === Number(digits.at(-1));
}

/** Luhn's check digit; cards have 16 to 19 digits. */
function isCard(digits: string): boolean {
  if (digits.length < 16) return false;
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
