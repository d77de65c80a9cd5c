namespace Injector.Profiles.Documents;

/// <summary>The scalars of YAML's core schema.</summary>
internal enum ScalarType
{
    /// <summary>Text.</summary>
    String,

    /// <summary><c>null</c>, <c>~</c> or nothing at all.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number of 64 bits.</summary>
    Integer,

    /// <summary>Any other number.</summary>
    Float,
}
