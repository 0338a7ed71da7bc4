"""Shows the values of an ImportOS program in gdb as TypeScript has them.

`importos debug` loads this file and sets LAYOUT before it: the numbers of toolchain/compiler/layout, by their names, so
that no offset is written twice. What a variable is called in debug information says how it is held
(toolchain/compiler/llvm/debug-types.ts): Value is a boxed word, Pointer a pointer that is its own word.

Nothing here runs code of the program: everything is read from its memory.
"""

import struct

import gdb

LAYOUT = globals().get("LAYOUT", {})

# Longer strings are cut, as gdb does with its own ("set print elements").
TEXT_MAX = 200


class Memory:
    """The program's memory, little-endian."""

    @staticmethod
    def read(address, size):
        return bytes(gdb.selected_inferior().read_memory(address, size))

    @classmethod
    def u8(cls, address):
        return cls.read(address, 1)[0]

    @classmethod
    def u32(cls, address):
        return struct.unpack("<I", cls.read(address, 4))[0]

    @classmethod
    def u64(cls, address):
        return struct.unpack("<Q", cls.read(address, 8))[0]


def value_type():
    return gdb.lookup_type("Value")


def as_value(word):
    """A word as a gdb value that is printed by this file."""
    return gdb.Value(word & 0xFFFFFFFFFFFFFFFF).cast(gdb.lookup_type("u64")).cast(value_type())


def number_text(number):
    """As JavaScript writes it, nearly: 3 and not 3.0."""
    if number != number:
        return "NaN"
    if number in (float("inf"), float("-inf")):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number) and abs(number) < 1e21:
        return "-0" if number == 0 and str(number).startswith("-") else str(int(number))
    return repr(number)


IMMEDIATES = {
    LAYOUT.get("WORD_NULL"): "null",
    LAYOUT.get("WORD_FALSE"): "false",
    LAYOUT.get("WORD_TRUE"): "true",
    LAYOUT.get("WORD_UNDEFINED"): "undefined",
    LAYOUT.get("WORD_HOLE"): "<no value yet>",
}


def is_number(word):
    return word >= LAYOUT["DOUBLE_OFFSET"]


def double_of(word):
    return struct.unpack("<d", struct.pack("<Q", word - LAYOUT["DOUBLE_OFFSET"]))[0]


def is_pointer(word):
    return 0x1000 <= word < LAYOUT["DOUBLE_OFFSET"] and word & 2 == 0


def symbol_at(address):
    """The symbol that begins at or around an address, as it is: gdb would take `.153` at its end for a compiler's mark."""
    return gdb.execute(f"with print demangle off -- info symbol {address}", to_string=True).split(" ")[0]


class Shape:
    """The shape that an object begins with."""

    def __init__(self, address):
        self.address = address
        self.kind = Memory.u32(address + LAYOUT["SHAPE_KIND"])
        self.flags = Memory.u32(address + LAYOUT["SHAPE_FLAGS"])
        self.size = Memory.u32(address + LAYOUT["SHAPE_SIZE"])

    @property
    def prototype(self):
        return Memory.u64(self.address + LAYOUT["SHAPE_PROTOTYPE"])

    def entries(self):
        """(key's address, representation, flags, location) of each property, in order of definition."""
        table = Memory.u32(self.address + LAYOUT["SHAPE_TABLE"])
        for index in range(Memory.u32(self.address + LAYOUT["SHAPE_COUNT"])):
            at = table + index * LAYOUT["ENTRY_BYTES"]
            key = Memory.u64(at) & ((1 << LAYOUT["ENTRY_KEY_BITS"]) - 1)
            representation = Memory.u8(at + LAYOUT["ENTRY_REP"])
            flags = Memory.u8(at + LAYOUT["ENTRY_FLAGS"])
            yield key, representation, flags, Memory.u32(at + LAYOUT["ENTRY_LOCATION"])

    def described(self):
        """The class's fields from debug information, or None: the type is called like the shape's symbol."""
        try:
            return gdb.lookup_type(symbol_at(self.address)).strip_typedefs()
        except gdb.error:
            return None


def shape_of(address):
    return Shape(Memory.u32(address + LAYOUT["HEADER_SHAPE"]))


def string_text(address, limit=TEXT_MAX):
    """The first units of a string of any kind, or None when it is none."""
    shape = shape_of(address)
    length = Memory.u32(address + LAYOUT["STRING_LENGTH"])
    count = min(length, limit)
    if shape.kind == LAYOUT["KIND_STRING_LATIN1"]:
        return Memory.read(address + LAYOUT["STRING_DATA"], count).decode("latin-1")
    if shape.kind == LAYOUT["KIND_STRING_UTF16"]:
        return Memory.read(address + LAYOUT["STRING_DATA"], count * 2).decode("utf-16-le", "replace")
    if shape.kind == LAYOUT["KIND_STRING_SLICE"]:
        start = Memory.u32(address + LAYOUT["SLICE_START"])
        base = Memory.u64(address + LAYOUT["SLICE_BASE"])
        return string_text(base, start + count)[start : start + count]
    if shape.kind == LAYOUT["KIND_STRING_ROPE"]:
        return rope_text(address, count)
    return None


def rope_text(address, limit):
    """Ropes are deep on the left: no recursion."""
    parts = []
    room = limit
    pending = [address]
    while pending and room > 0:
        at = pending.pop()
        if shape_of(at).kind == LAYOUT["KIND_STRING_ROPE"]:
            pending.append(Memory.u64(at + LAYOUT["ROPE_RIGHT"]))
            pending.append(Memory.u64(at + LAYOUT["ROPE_LEFT"]))
        else:
            text = string_text(at, room)
            parts.append(text)
            room -= len(text)
    return "".join(parts)


def quoted(address):
    text = string_text(address)
    length = Memory.u32(address + LAYOUT["STRING_LENGTH"])
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return f"'{escaped}'" + (f"... ({length} units)" if length > len(text) else "")


def key_text(key):
    """A property's key: a string or a symbol."""
    text = string_text(key)
    return symbol_text(key) if text is None else text


def symbol_text(address):
    description = Memory.u64(address + LAYOUT["SYMBOL_DESCRIPTION"])
    return f"Symbol({string_text(description) if is_pointer(description) else ''})"


def bigint_text(address):
    count = Memory.u32(address + LAYOUT["BIGINT_LENGTH"])
    digits = Memory.read(address + LAYOUT["BIGINT_DIGITS"], count * 4)
    sign = "-" if Memory.u32(address + LAYOUT["BIGINT_NEGATIVE"]) else ""
    return f"{sign}{int.from_bytes(digits, 'little')}n"


def function_name(address):
    return string_text(Memory.u32(Memory.u32(address + LAYOUT["FUNCTION_INFO"]) + LAYOUT["INFO_NAME"]))


def function_text(address):
    info = Memory.u32(address + LAYOUT["FUNCTION_INFO"])
    is_class = Memory.u32(info + LAYOUT["INFO_FLAGS"]) & LAYOUT["INFO_CLASS"]
    name = function_name(address)
    word = "class" if is_class else "Function"
    return f"[{word} {name}]" if name else f"[{word} (anonymous)]"


class Slot:
    """A property in memory: how it is read depends on its representation."""

    RAW = {
        "REP_F64": ("<d", 8),
        "REP_I32": ("<i", 4),
        "REP_U8": ("<B", 1),
        "REP_U16": ("<H", 2),
        "REP_U32": ("<I", 4),
        "REP_U64": ("<Q", 8),
        "REP_I8": ("<b", 1),
        "REP_I16": ("<h", 2),
        "REP_I64": ("<q", 8),
    }

    @classmethod
    def read(cls, address, representation):
        """A gdb value, a text or a number."""
        if representation == LAYOUT["REP_BOXED"]:
            return as_value(Memory.u64(address))
        if representation == LAYOUT["REP_BOOL"]:
            return as_value(LAYOUT["WORD_TRUE"] if Memory.u8(address) & 1 else LAYOUT["WORD_FALSE"])
        if representation == LAYOUT["REP_F64U"]:
            return number_or_undefined(Memory.u64(address))
        for name, (form, size) in cls.RAW.items():
            if representation == LAYOUT[name]:
                return boxed_number(struct.unpack(form, Memory.read(address, size))[0])
        return as_value(LAYOUT["WORD_HOLE"])


def is_undefined(bits):
    """Of a double: undefined, or a hole. Reading a signalling NaN may have made it a quiet one: the payload stays."""
    return (bits >> 32) & ~0x80000 | LAYOUT["UNDEFINED_NAN_BIT"] == LAYOUT["UNDEFINED_NAN_HIGH"]


def number_or_undefined(bits):
    """A double that is perhaps undefined, as a gdb value."""
    if is_undefined(bits):
        return as_value(LAYOUT["WORD_UNDEFINED"])
    return as_value(bits + LAYOUT["DOUBLE_OFFSET"])


def boxed_number(number):
    bits = struct.unpack("<Q", struct.pack("<d", float(number)))[0]
    return as_value(bits + LAYOUT["DOUBLE_OFFSET"])


def own_properties(address):
    """(name, gdb value) of an object's own data properties, as far as they are at the places of its shape."""
    shape = shape_of(address)
    if Memory.u32(address + LAYOUT["OBJECT_FLAGS"]) & LAYOUT["OBJECT_DICTIONARY"]:
        yield from dictionary_properties(address)
        return
    seen = set()
    described = shape.described()
    if described is not None and described.code == gdb.TYPE_CODE_STRUCT:
        for field in described.fields():
            at = address + field.bitpos // 8
            value = gdb.Value(at).cast(field.type.pointer()).dereference()
            seen.add(field.name)
            if not (field.type.name == "Value" and int(value) == LAYOUT["WORD_HOLE"]):
                yield field.name, value
    for key, representation, flags, location in shape.entries():
        name = key_text(key)
        constants = (LAYOUT["REP_CONSTANT"], LAYOUT["REP_CONSTANT_WORD"])
        if name in seen or representation in constants or flags & LAYOUT["PROP_ACCESSOR"]:
            continue
        if location & LAYOUT["PROPERTY_IN_EXTRA"]:
            extra = Memory.u64(address + LAYOUT["OBJECT_EXTRA"])
            index = location & ~LAYOUT["PROPERTY_IN_EXTRA"]
            yield name, as_value(Memory.u64(extra + LAYOUT["STORAGE_WORDS"] + index * 8))
            continue
        value = Slot.read(address + location, representation)
        if representation != LAYOUT["REP_BOXED"] or int(value) != LAYOUT["WORD_HOLE"]:
            yield name, value


def dictionary_properties(address):
    """os/runtime/core/objects/dictionary.ts draws it: used, live, capacity, then entries of key, value and flags."""
    extra = Memory.u64(address + LAYOUT["OBJECT_EXTRA"])
    words = extra + LAYOUT["STORAGE_WORDS"]
    for index in range(Memory.u64(words) >> 3):
        at = words + 24 + index * 24
        key = Memory.u64(at)
        flags = Memory.u64(at + 16) >> 3
        if key != LAYOUT["WORD_HOLE"] and not flags & LAYOUT["PROP_ACCESSOR"]:
            yield key_text(key), as_value(Memory.u64(at + 8))


def property_word(address, name):
    """The boxed word of an own property, or None."""
    for key, value in own_properties(address):
        if key == name:
            return int(value)
    return None


def class_name(address):
    """Of the class that made an object; '' for what a literal made."""
    described = shape_of(address).described()
    if described is not None and described.name:
        return described.name
    prototype = shape_of(address).prototype
    if not is_pointer(prototype):
        return ""
    for key, representation, _, location in shape_of(prototype).entries():
        if representation == LAYOUT["REP_CONSTANT"] and key_text(key) == "constructor":
            name = function_name(location)
            return "" if name == "Object" else name
    return ""


def array_elements(address):
    """The elements of an array, holes included."""
    length = Memory.u32(address + LAYOUT["ARRAY_LENGTH"])
    storage = Memory.u64(address + LAYOUT["ARRAY_STORAGE"])
    kind = Memory.u32(address + LAYOUT["ARRAY_ELEMENT_KIND"]) & 0xFF
    for index in range(length):
        if kind == LAYOUT["ELEMENTS_BOXED"]:
            yield as_value(Memory.u64(storage + LAYOUT["STORAGE_WORDS"] + index * 8))
        elif kind == LAYOUT["ELEMENTS_F64"]:
            bits = Memory.u64(storage + LAYOUT["RAW_BYTES"] + index * 8)
            is_hole = bits >> 32 == LAYOUT["HOLE_NAN_HIGH"]
            yield as_value(LAYOUT["WORD_HOLE"]) if is_hole else number_or_undefined(bits)
        elif kind == LAYOUT["ELEMENTS_BYTE"]:
            yield as_value(Memory.read(storage + LAYOUT["RAW_BYTES"] + index, 1)[0])
        else:
            at = storage + LAYOUT["RAW_BYTES"] + index * 4
            yield boxed_number(struct.unpack("<i", Memory.read(at, 4))[0])


TYPED = ["b", "B", "B", "h", "H", "i", "I", "f", "d", "q", "Q"]


def typed_elements(address):
    form = TYPED[Memory.u32(address + LAYOUT["TYPED_TYPE"])]
    size = struct.calcsize(form)
    at = Memory.u64(address + LAYOUT["TYPED_ADDRESS"])
    for index in range(Memory.u32(address + LAYOUT["TYPED_LENGTH"])):
        yield boxed_number(struct.unpack("<" + form, Memory.read(at + index * size, size))[0])


def map_entries(address):
    """(key, value) of a Map or Set, in order of insertion: os/runtime/collections/hash-table.ts and hash-index.ts draw the table."""
    table = property_word(address, "#table")
    if table is None:
        return
    parts = dict(own_properties(table))
    if "#block" not in parts or not is_pointer(int(parts["#block"])):
        return
    slots = int(parts["#block"]) + LAYOUT["RAW_BYTES"]
    hashes = slots + int(parts["#slotCount"]) * 8
    keys = [*array_elements(int(parts["#keys"]))]
    values = [*array_elements(int(parts["#values"]))] if "#values" in parts else []
    for index, key in enumerate(keys):
        if Memory.u32(hashes + index * 4) != 0:
            yield key, values[index] if index < len(values) else None


class ValuePrinter:
    """One value. `children` are what gdb shows in braces, and what an editor shows when the value is unfolded."""

    def __init__(self, word):
        self.word = word
        self.kind = None
        self.shape = None
        if is_pointer(word):
            try:
                self.shape = shape_of(word)
                self.kind = self.shape.kind
            except gdb.MemoryError:
                pass

    def _is(self, *names):
        return self.kind is not None and self.kind in [LAYOUT[name] for name in names]

    def _is_collection(self):
        return self._is("KIND_OBJECT") and class_name(self.word) in ("Map", "Set")

    def _size(self):
        return sum(1 for _ in map_entries(self.word))

    def to_string(self):
        word = self.word
        if is_number(word):
            return number_text(double_of(word))
        if word in IMMEDIATES:
            return IMMEDIATES[word]
        if self.kind is None:
            return f"<no value: {word:#x}>"
        if self._is("KIND_STRING_LATIN1", "KIND_STRING_UTF16", "KIND_STRING_ROPE", "KIND_STRING_SLICE"):
            return quoted(word)
        if self._is("KIND_SYMBOL"):
            return symbol_text(word)
        if self._is("KIND_BIGINT"):
            return bigint_text(word)
        if self._is("KIND_FUNCTION"):
            return function_text(word)
        if self._is("KIND_ARRAY"):
            return f"Array({Memory.u32(word + LAYOUT['ARRAY_LENGTH'])})"
        if self._is("KIND_TYPED_ARRAY"):
            return f"{class_name(word) or 'TypedArray'}({Memory.u32(word + LAYOUT['TYPED_LENGTH'])})"
        if self._is("KIND_CELL"):
            return "[captured variable]"
        if self._is_collection():
            return f"{class_name(word)}({self._size()})"
        name = class_name(word)
        if name:
            return name
        # Without a name gdb shows the braces alone.
        return None if any(True for _ in own_properties(word)) else "{}"

    def display_hint(self):
        if self._is("KIND_ARRAY", "KIND_TYPED_ARRAY"):
            return "array"
        if self._is_collection() and class_name(self.word) == "Map":
            return "map"
        return "array" if self._is_collection() else None

    def children(self):
        word = self.word
        if self._is("KIND_ARRAY"):
            yield from ((f"[{index}]", value) for index, value in enumerate(array_elements(word)))
        elif self._is("KIND_TYPED_ARRAY"):
            yield from ((f"[{index}]", value) for index, value in enumerate(typed_elements(word)))
        elif self._is("KIND_FUNCTION"):
            yield from captured(word, self.shape)
        elif self._is("KIND_CELL"):
            yield "value", as_value(Memory.u64(word + LAYOUT["CELL_VALUE"]))
        elif self._is_collection():
            for index, (key, value) in enumerate(map_entries(word)):
                yield f"[{index}]", key
                if class_name(word) == "Map":
                    yield f"[{index}]=", value
        elif self._is("KIND_OBJECT", "KIND_ERROR", "KIND_WRAPPER"):
            yield from own_properties(word)


def captured(address, shape):
    """What a closure holds: values, or cells of variables that change."""
    size = shape.size
    if symbol_at(address).startswith("object."):
        return
    for index, offset in enumerate(range(LAYOUT["FUNCTION_CAPTURES"], size, 8)):
        yield f"captured{index}", as_value(Memory.u64(address + offset))


class DoublePrinter:
    """A double that may be undefined."""

    def __init__(self, value):
        self.bits = struct.unpack("<Q", struct.pack("<d", float(value)))[0]
        self.value = float(value)
        try:
            self.bits = int.from_bytes(bytes(value.bytes), "little")
        except AttributeError:
            # gdb before 15: the value's memory, when it has one.
            if value.address is not None:
                self.bits = Memory.u64(int(value.address))

    def to_string(self):
        if is_undefined(self.bits):
            return "undefined"
        return number_text(self.value)


def printer_of(value):
    """gdb's question: who prints this?"""
    name = value.type.name
    if name in ("Value", "Pointer"):
        return ValuePrinter(int(value) & 0xFFFFFFFFFFFFFFFF)
    if name == "NumberOrUndefined":
        return DoublePrinter(value)
    return None


class TypeScriptFrames:
    """Leaves out of backtraces what the compiler made around functions; `bt -no-filters` shows it."""

    def __init__(self):
        self.name = "typescript"
        self.priority = 100
        self.enabled = True
        gdb.frame_filters[self.name] = self

    def filter(self, frames):
        return (frame for frame in frames if not self._is_artificial(frame.inferior_frame()))

    @staticmethod
    def _is_artificial(frame):
        name = frame.name()
        return name is not None and name.startswith("<entry>")


class FieldFunction(gdb.Function):
    """$field(value, "name"): a property of an object, or an element of an array."""

    def __init__(self):
        super().__init__("field")

    def invoke(self, value, name):
        word = int(value) & 0xFFFFFFFFFFFFFFFF
        if name.type.strip_typedefs().code == gdb.TYPE_CODE_INT:
            for index, element in enumerate(array_elements(word)):
                if index == int(name):
                    return element
            raise gdb.GdbError(f"there is no element {int(name)}")
        wanted = name.string()
        for key, found in own_properties(word):
            if key == wanted:
                return found
        raise gdb.GdbError(f"there is no property '{wanted}'")


gdb.pretty_printers.append(printer_of)
TypeScriptFrames()
FieldFunction()
