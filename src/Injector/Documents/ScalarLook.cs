namespace Injector.Documents;

/// <summary>How YAML wrote a scalar.</summary>
internal enum ScalarLook
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
