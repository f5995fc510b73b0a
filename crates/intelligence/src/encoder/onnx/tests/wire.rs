//! ONNX files, written by hand: the protobuf wire format (protobuf.dev, "Encoding") with the field numbers of `onnx.proto`.

/// A message of protobuf.
#[derive(Clone, Default, Debug)]
pub(super) struct Message(Vec<u8>);

impl Message {
    pub(super) fn number(mut self, field: u64, number: u64) -> Self {
        self.varint(field << 3);
        self.varint(number);
        self
    }

    pub(super) fn bytes(mut self, field: u64, bytes: &[u8]) -> Self {
        self.varint(field << 3 | 2);
        self.varint(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
        self
    }

    pub(super) fn message(self, field: u64, message: &Self) -> Self {
        self.bytes(field, &message.0)
    }

    pub(super) fn messages(self, field: u64, messages: impl IntoIterator<Item = Self>) -> Self {
        messages.into_iter().fold(self, |whole, message| whole.message(field, &message))
    }

    fn varint(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push((number & 0x7f | 0x80) as u8);
            number >>= 7;
        }
        self.0.push(number as u8);
    }
}

/// A graph with its inputs and outputs.
#[derive(Clone, Default, Debug)]
pub(super) struct Model {
    pub(super) nodes: Vec<Message>,
    pub(super) weights: Vec<Message>,
    pub(super) inputs: Vec<Message>,
    pub(super) outputs: Vec<Message>,
}

impl Model {
    /// The bytes of its file.
    pub(super) fn file(self) -> Vec<u8> {
        let graph = Message::default()
            .messages(1, self.nodes)
            .bytes(2, b"graph")
            .messages(5, self.weights)
            .messages(11, self.inputs)
            .messages(12, self.outputs);
        let operators = Message::default().bytes(1, b"").number(2, 13);
        Message::default().number(1, 8).message(7, &graph).message(8, &operators).0
    }
}

/// One operation.
pub(super) fn node(operator: &str, inputs: &[&str], output: &str, attributes: &[Message]) -> Message {
    let inputs = inputs.iter().fold(Message::default(), |node, input| node.bytes(1, input.as_bytes()));
    let node = inputs.bytes(2, output.as_bytes()).bytes(3, output.as_bytes()).bytes(4, operator.as_bytes());
    node.messages(5, attributes.iter().cloned())
}

/// An attribute that is a number.
pub(super) fn number(name: &str, number: u64) -> Message {
    Message::default().bytes(1, name.as_bytes()).number(3, number).number(20, 2)
}

/// An attribute that is a list of numbers.
pub(super) fn numbers(name: &str, numbers: &[u64]) -> Message {
    let named = Message::default().bytes(1, name.as_bytes());
    numbers.iter().fold(named, |list, each| list.number(8, *each)).number(20, 7)
}

/// A table of weights.
pub(super) fn weights<const WIDTH: usize>(name: &str, rows: &[[f32; WIDTH]]) -> Message {
    let bytes: Vec<u8> = rows.as_flattened().iter().flat_map(|weight| weight.to_le_bytes()).collect();
    let shape = Message::default().number(1, rows.len() as u64).number(1, WIDTH as u64);
    shape.number(2, 1).bytes(8, name.as_bytes()).bytes(9, &bytes)
}

/// Constant 64-bit integers.
pub(super) fn integers(name: &str, numbers: &[i64]) -> Message {
    let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    Message::default().number(1, numbers.len() as u64).number(2, I64).bytes(8, name.as_bytes()).bytes(9, &bytes)
}

/// The number of 64-bit integers, and of 32-bit floats.
pub(super) const I64: u64 = 7;
pub(super) const F32: u64 = 1;

/// An input or output: its name, its kind of number, its shape; 0 for what is open.
pub(super) fn value(name: &str, kind: u64, shape: &[u64]) -> Message {
    let dimensions = shape.iter().map(|size| match size {
        0 => Message::default().bytes(2, b"open"),
        size => Message::default().number(1, *size),
    });
    let shape = Message::default().messages(1, dimensions);
    let tensor = Message::default().number(1, kind).message(2, &shape);
    Message::default().bytes(1, name.as_bytes()).message(2, &Message::default().message(1, &tensor))
}
