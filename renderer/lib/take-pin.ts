/** The PIN in a field as bytes, which the caller zeroes. A password field can only give a string. */
export function readPin(field: HTMLInputElement | null): Uint8Array {
  return new TextEncoder().encode(field?.value ?? '');
}

/** The same, and the field is emptied at once. */
export function takePin(field: HTMLInputElement): Uint8Array {
  const pin = readPin(field);
  field.value = '';
  return pin;
}
