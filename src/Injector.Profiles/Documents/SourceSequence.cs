using System.Collections.Immutable;

namespace Injector.Profiles.Documents;

/// <summary>Several values in order.</summary>
internal sealed class SourceSequence(SourceLocation location, ImmutableArray<SourceNode> items) : SourceNode(location)
{
    /// <summary>The values.</summary>
    public ImmutableArray<SourceNode> Items => items;

    /// <inheritdoc/>
    public override string Kind => "a list";
}
