namespace Injector.Profiles.Documents;

/// <summary>A value of a document with the place where it is written: what YAML and JSON have in common.</summary>
internal abstract class SourceNode(SourceLocation location)
{
    /// <summary>Where the value stands; for a member of a mapping, where its name stands.</summary>
    public SourceLocation Location => location;

    /// <summary>What the value is, for error messages.</summary>
    public abstract string Kind { get; }
}
