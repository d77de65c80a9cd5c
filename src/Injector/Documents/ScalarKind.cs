namespace Injector.Documents;

/// <summary>The types of JSON that a scalar may have.</summary>
internal enum ScalarKind
{
    /// <summary>Text.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A truth value.</summary>
    Boolean,

    /// <summary>Nothing.</summary>
    Null,
}
