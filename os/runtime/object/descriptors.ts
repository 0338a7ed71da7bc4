/** Property descriptors between the form that programs see and records (ECMA-262 6.2.6). */
import { PROP_ACCESSOR } from '../../../toolchain/compiler/layout/objects.ts';
import { trust, type u32 } from '../../unsafe.ts';
import { describe } from '../core/messages.ts';

/** A Property Descriptor; a field that is absent is undefined, `hasValue` and its kin tell for those that may be undefined. */
export class PropertyRecord {
  value: unknown = undefined;
  get: unknown = undefined;
  set: unknown = undefined;
  hasValue = false;
  hasGet = false;
  hasSet = false;
  writable: boolean | undefined = undefined;
  enumerable: boolean | undefined = undefined;
  configurable: boolean | undefined = undefined;

  /** IsAccessorDescriptor. */
  get isAccessor(): boolean {
    return this.hasGet || this.hasSet;
  }
}

interface DescriptorObject {
  readonly enumerable?: unknown;
  readonly configurable?: unknown;
  readonly value?: unknown;
  readonly writable?: unknown;
  readonly get?: unknown;
  readonly set?: unknown;
}

/** ToPropertyDescriptor (ECMA-262 6.2.6.5). */
export function toRecord(value: unknown): PropertyRecord {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') {
    throw new TypeError(`Property description must be an object: ${describe(value)}`);
  }
  const source = trust<DescriptorObject>(value);
  const record = new PropertyRecord();
  if ('enumerable' in source) record.enumerable = !!source.enumerable;
  if ('configurable' in source) record.configurable = !!source.configurable;
  if ('value' in source) {
    record.value = source.value;
    record.hasValue = true;
  }
  if ('writable' in source) record.writable = !!source.writable;
  if ('get' in source) {
    record.get = source.get;
    record.hasGet = true;
    if (record.get !== undefined && typeof record.get !== 'function') {
      throw new TypeError(`Getter must be a function: ${describe(record.get)}`);
    }
  }
  if ('set' in source) {
    record.set = source.set;
    record.hasSet = true;
    if (record.set !== undefined && typeof record.set !== 'function') {
      throw new TypeError(`Setter must be a function: ${describe(record.set)}`);
    }
  }
  if (record.isAccessor && (record.hasValue || record.writable !== undefined)) {
    throw new TypeError(
      `Invalid property descriptor. Cannot both specify accessors and a value or writable attribute`,
    );
  }
  return record;
}

/** FromPropertyDescriptor (ECMA-262 6.2.6.4) of a complete record. */
export function fromRecord(record: PropertyRecord): object {
  const enumerable = record.enumerable === true;
  const configurable = record.configurable === true;
  if (record.isAccessor) return { get: record.get, set: record.set, enumerable, configurable };
  return { value: record.value, writable: record.writable === true, enumerable, configurable };
}

/** Do the PROP_* flags of a property say that it is an accessor? */
export function isAccessorFlags(flags: u32): boolean {
  return (flags & PROP_ACCESSOR) !== 0;
}
