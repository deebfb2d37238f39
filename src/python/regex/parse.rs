//! The walk through a pattern from left to right, building its tree.
//!
//! Groups that are still open wait on a stack of our own, so the depth of a pattern costs memory
//! only; how deep it may be is a limit of Python's.

use super::SyntaxError;
use super::class;
use super::cursor::Cursor;
use super::cursor::Token;
use super::escape;
use super::flags::Flag;
use super::flags::Flags;
use super::group;
use super::groups::Groups;
use super::open_group::Kind;
use super::open_group::Open;
use super::repeat;
use super::tree::Alternatives;
use super::tree::Anchor;
use super::tree::Condition;
use super::tree::Direction;
use super::tree::Expression;
use super::tree::Keep;
use super::tree::Look;
use super::tree::Node;
use super::tree::Sequence;
use super::tree::Wanted;
use super::width::Unfixed;
use super::width::Width;

/// How many calls inside each other Python has to spare for parsing.
const MOST_CALLS: usize = 990;

/// Parses `text`, or returns the first mistake.
pub(in crate::python) fn parse(text: &str) -> Result<Expression, SyntaxError> {
    let mut parser = Parser::new(text)?;
    while parser.step()? {}
    parser.finish()
}

/// A pattern that has been read up to the cursor.
pub(super) struct Parser {
    pub(super) cursor: Cursor,
    pub(super) groups: Groups,
    /// The flags in force at the cursor.
    pub(super) flags: Flags,
    innermost: Open,
    around: Vec<Open>,
    calls: usize,
    /// Mistakes that Python notices only when it has read everything.
    contradiction: Option<SyntaxError>,
    unfixed_lookbehind: Option<SyntaxError>,
}

impl Parser {
    fn new(text: &str) -> Result<Self, SyntaxError> {
        Ok(Self {
            cursor: Cursor::new(text)?,
            groups: Groups::new(),
            flags: Flags::default(),
            innermost: Open::new(Kind::Whole, 0, Flags::default()),
            around: Vec::new(),
            calls: 0,
            contradiction: None,
            unfixed_lookbehind: None,
        })
    }

    /// Reads on by one item, unless the expression has ended.
    fn step(&mut self) -> Result<bool, SyntaxError> {
        match self.cursor.peek() {
            None => return Ok(false),
            Some(Token::Plain('|')) => self.next_branch()?,
            Some(Token::Plain(')')) => match self.around.pop() {
                Some(outer) => self.close(outer)?,
                None => return Ok(false),
            },
            Some(token) => {
                self.cursor.take()?;
                self.item(token)?;
            }
        }
        Ok(true)
    }

    fn item(&mut self, token: Token) -> Result<(), SyntaxError> {
        let node = match token {
            Token::Plain(found) if self.is_ignored(found) => return self.skip(found),
            Token::Plain('(') => return group::open(self),
            Token::Plain(operator @ ('*' | '+' | '?' | '{')) => {
                return repeat::apply(self, operator);
            }
            Token::Plain('[') => class::read(&mut self.cursor, self.flags)?,
            Token::Plain('.') => Node::Any(self.flags),
            Token::Plain('^') => Node::Anchor(Anchor::LineStart, self.flags),
            Token::Plain('$') => Node::Anchor(Anchor::LineEnd, self.flags),
            Token::Plain(other) => Node::Literal(Some(other.into()), self.flags),
            Token::Escaped(letter) => escape::outside_class(self, letter)?,
        };
        self.push(node);
        Ok(())
    }

    /// Whether `found` is whitespace, or opens a comment, that the `x` flag hides.
    fn is_ignored(&self, found: char) -> bool {
        self.flags.has(Flag::Verbose) && matches!(found, '#' | ' ' | '\t'..='\r')
    }

    /// Skips the rest of what the `x` flag hides.
    fn skip(&mut self, found: char) -> Result<(), SyntaxError> {
        if found == '#' {
            while !matches!(self.cursor.take()?, None | Some(Token::Plain('\n'))) {}
        }
        Ok(())
    }

    pub(super) fn push(&mut self, node: Node) {
        self.innermost.nodes.push(node);
    }

    /// The node that an operator at the cursor would repeat.
    pub(super) fn last(&self) -> Option<&Node> {
        self.innermost.nodes.last()
    }

    pub(super) fn pop(&mut self) -> Option<Node> {
        self.innermost.nodes.pop()
    }

    /// Whether nothing of the expression has been read but comments and flags.
    fn is_at_start(&self) -> bool {
        let whole = &self.innermost;
        self.around.is_empty() && whole.branches.is_empty() && whole.nodes.is_empty()
    }

    /// Switches flags for the whole expression, by a group that opened at `start`.
    pub(super) fn switch_everywhere(&mut self, on: Flags, start: usize) -> Result<(), SyntaxError> {
        if !self.is_at_start() {
            return Err(SyntaxError::new(
                start,
                "flags for the whole expression must be at its start (Python 3.11 and later refuse \
                 them elsewhere)",
            ));
        }
        self.flags = self.flags.union(on);
        if self.flags.contradict() {
            let problem = "flags `a` and `u` exclude each other";
            self.contradiction.get_or_insert(SyntaxError::new(start, problem));
        }
        Ok(())
    }

    /// Begins a group whose parenthesis is at `start`, under `flags`.
    pub(super) fn enter(
        &mut self,
        kind: Kind,
        start: usize,
        flags: Flags,
    ) -> Result<(), SyntaxError> {
        self.calls = self.calls.saturating_add(kind.calls());
        if self.calls > MOST_CALLS {
            return Err(SyntaxError::new(start, "groups are nested too deeply for Python"));
        }
        let open = Open::new(kind, start, self.flags);
        self.around.push(std::mem::replace(&mut self.innermost, open));
        self.flags = flags;
        Ok(())
    }

    fn next_branch(&mut self) -> Result<(), SyntaxError> {
        let open = &mut self.innermost;
        if matches!(open.kind, Kind::Condition(_)) && !open.branches.is_empty() {
            return Err(SyntaxError::new(
                self.cursor.position(),
                "a condition has at most two branches: put this `|` in a group",
            ));
        }
        open.branches.push(std::mem::take(&mut open.nodes));
        self.cursor.take().map(|_| ())
    }

    /// Ends the innermost group; `outer` is the one around it.
    fn close(&mut self, outer: Open) -> Result<(), SyntaxError> {
        self.cursor.take()?;
        let closed = std::mem::replace(&mut self.innermost, outer);
        self.flags = closed.flags_outside;
        self.calls = self.calls.saturating_sub(closed.kind.calls());
        let node = match closed.kind {
            Kind::Condition(group) => condition(group, closed.branches, closed.nodes),
            Kind::Keeping(keep) => self.keeping(keep, closed.into_alternatives()),
            Kind::Looking(direction, wanted) => look(direction, wanted, closed.into_alternatives()),
            Kind::LookingBehind(wanted, outside) => {
                self.groups.leave_lookbehind(outside);
                self.look_behind(wanted, closed)
            }
            // The whole expression is never inside another.
            Kind::Whole => return Ok(()),
        };
        self.push(node);
        Ok(())
    }

    fn keeping(&mut self, keep: Keep, body: Alternatives) -> Node {
        if let Keep::Text(number) = keep {
            self.groups.close(number, body.width);
        }
        Node::Group(Box::new(body), keep)
    }

    fn look_behind(&mut self, wanted: Wanted, closed: Open) -> Node {
        let start = closed.start;
        let body = closed.into_alternatives();
        if let Err(reason) = body.width.fixed() {
            self.unfixed_lookbehind.get_or_insert(SyntaxError::new(start, unfixed_problem(reason)));
        }
        look(Direction::Behind, wanted, body)
    }

    fn finish(self) -> Result<Expression, SyntaxError> {
        if !self.around.is_empty() {
            let start = self.innermost.start;
            return Err(SyntaxError::new(start, "this parenthesis is never closed"));
        }
        if let Some(error) = self.contradiction {
            return Err(error);
        }
        if self.cursor.peek().is_some() {
            return Err(SyntaxError::new(
                self.cursor.position(),
                "this parenthesis closes nothing: write `\\)` for the character",
            ));
        }
        self.groups.check_awaited()?;
        match self.unfixed_lookbehind {
            Some(error) => Err(error),
            None => Ok(Expression {
                body: self.innermost.into_alternatives(),
                groups: self.groups.count(),
            }),
        }
    }
}

fn look(direction: Direction, wanted: Wanted, body: Alternatives) -> Node {
    Node::Look(Box::new(Look { body, direction, wanted }))
}

fn condition(group: usize, branches: Vec<Sequence>, last: Sequence) -> Node {
    let (yes, no) = match branches.into_iter().next() {
        Some(first) => (first, last),
        None => (last, Sequence::new()),
    };
    let width = Width::of_condition(&yes, &no);
    Node::Condition(Box::new(Condition { group, yes, no, width }))
}

fn unfixed_problem(reason: Unfixed) -> &'static str {
    match reason {
        Unfixed::Varies => "a lookbehind must match a fixed length",
        Unfixed::TooFar => "this lookbehind is too long",
    }
}
