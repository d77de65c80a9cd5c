namespace Injector.Yaml.Nodes;

/// <summary>The types that a scalar may have: those of JSON, whole numbers told apart.</summary>
public enum ScalarKind
{
    /// <summary>Text.</summary>
    String,

    /// <summary><c>null</c>, or nothing at all.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number, spelled without fraction and exponent.</summary>
    Integer,

    /// <summary>Any other number.</summary>
    Float,
}
