namespace Injector.Profiles.Schema;

/// <summary>The kinds of values in the Pod schema.</summary>
internal enum FieldKind
{
    /// <summary>Any value.</summary>
    Any,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number of 32 bits.</summary>
    Integer,

    /// <summary>A whole number of 64 bits.</summary>
    LongInteger,

    /// <summary>A truth value.</summary>
    Boolean,

    /// <summary>An amount, as text or number.</summary>
    Quantity,

    /// <summary>A port number or the name of a port.</summary>
    NumberOrText,

    /// <summary>A moment as text.</summary>
    Time,

    /// <summary>Values in order.</summary>
    List,

    /// <summary>An object with free names.</summary>
    Map,

    /// <summary>An object with the fields of its type.</summary>
    Object,
}
