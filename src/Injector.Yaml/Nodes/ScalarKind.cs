namespace Injector.Yaml.Nodes;

/// <summary>The types of JSON that a scalar may have.</summary>
public enum ScalarKind
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
