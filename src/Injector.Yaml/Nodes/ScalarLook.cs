namespace Injector.Yaml.Nodes;

/// <summary>How YAML wrote a scalar.</summary>
public enum ScalarLook
{
    /// <summary>Without quotes, or no preference.</summary>
    Plain,

    /// <summary>In single quotes.</summary>
    SingleQuoted,

    /// <summary>In double quotes.</summary>
    DoubleQuoted,

    /// <summary>As a block, literal or folded.</summary>
    Block,
}
