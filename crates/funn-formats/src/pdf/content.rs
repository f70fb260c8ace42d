//! Content streams, cut down to what text needs, each operation checked.

use pdf_extract::Object;
use pdf_extract::content::{Content, Operation};

/// Levels of saved graphics states.
const MOST_SAVED: u32 = 256;

/// A content stream, checked.
pub(super) struct Checked {
    pub(super) operations: Vec<Operation>,
    /// Names of the objects that it draws, in order.
    pub(super) drawn: Vec<Vec<u8>>,
}

/// Keeps the operations of text, of coordinates and of drawn objects; none where it cannot be read.
pub(super) fn check(content: &[u8]) -> Option<Checked> {
    let content = Content::decode(content).ok()?;
    let mut operations = Vec::with_capacity(content.operations.len());
    let mut drawn = Vec::new();
    let (mut saved, mut ignored) = (0, 0);
    let mut has_font = false;
    for operation in content.operations {
        let Operation { operator, operands } = operation;
        match operator.as_str() {
            "q" if saved >= MOST_SAVED => ignored += 1,
            "Q" if ignored > 0 => ignored -= 1,
            "q" => {
                saved += 1;
                operations.push(Operation::new("q", Vec::new()));
            }
            "Q" if saved > 0 => {
                saved -= 1;
                operations.push(Operation::new("Q", Vec::new()));
            }
            "BT" | "ET" | "T*" => operations.push(Operation::new(&operator, Vec::new())),
            "cm" | "Tm" if are_numbers(&operands, 6) => {
                operations.push(Operation { operator, operands });
            }
            "Td" | "TD" if are_numbers(&operands, 2) => {
                operations.push(Operation { operator, operands });
            }
            "Tc" | "Tw" | "Tz" | "TL" | "Ts" if are_numbers(&operands, 1) => {
                operations.push(Operation { operator, operands });
            }
            "Tf" if matches!(operands.as_slice(), [Object::Name(_), size] if is_number(size)) => {
                has_font = true;
                operations.push(Operation { operator, operands });
            }
            "Do" => {
                if let [Object::Name(name)] = operands.as_slice() {
                    drawn.push(name.clone());
                    operations.push(Operation { operator, operands });
                }
            }
            _ if has_font => shown(&operator, operands, &mut operations),
            _ => {}
        }
    }
    Some(Checked { operations, drawn })
}

/// Operations that show text; those that move to the next line first are written out.
fn shown(operator: &str, operands: Vec<Object>, operations: &mut Vec<Operation>) {
    let mut operands = operands.into_iter();
    match operator {
        "Tj" | "'" => {
            let Some(text @ Object::String(..)) = operands.next() else { return };
            if operator == "'" {
                operations.push(Operation::new("T*", Vec::new()));
            }
            operations.push(Operation::new("Tj", vec![text]));
        }
        "\"" => {
            let (Some(words), Some(letters), Some(text @ Object::String(..))) =
                (operands.next(), operands.next(), operands.next())
            else {
                return;
            };
            if is_number(&words) && is_number(&letters) {
                operations.push(Operation::new("Tw", vec![words]));
                operations.push(Operation::new("Tc", vec![letters]));
            }
            operations.push(Operation::new("T*", Vec::new()));
            operations.push(Operation::new("Tj", vec![text]));
        }
        "TJ" => {
            if let Some(array @ Object::Array(_)) = operands.next() {
                operations.push(Operation::new("TJ", vec![array]));
            }
        }
        _ => {}
    }
}

const fn is_number(object: &Object) -> bool {
    matches!(object, Object::Integer(_) | Object::Real(_))
}

fn are_numbers(operands: &[Object], wanted: usize) -> bool {
    operands.len() == wanted && operands.iter().all(is_number)
}
