//! Identities of the entries of a vocabulary: small numbers, so that the checks compare and hash them for
//! nothing.

/// A position in one table of a vocabulary.
pub(crate) trait Id: Copy + Eq {
    fn from_index(index: usize) -> Self;
    fn index(self) -> usize;
}

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl Id for $name {
            fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            fn index(self) -> usize {
                usize::try_from(self.0).unwrap_or(usize::MAX)
            }
        }
    };
}

id! {
    /// An item (事项) of a vocabulary.
    ItemId
}
id! {
    /// A bearer (承担方) of a vocabulary.
    BearerId
}
id! {
    /// A group of people or places (群体) of a vocabulary.
    GroupId
}
id! {
    /// An event (事件) of a vocabulary.
    EventId
}
id! {
    /// A region (地区) of a vocabulary's table.
    RegionId
}
