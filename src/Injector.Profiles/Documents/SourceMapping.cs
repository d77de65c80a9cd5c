using System.Collections.Immutable;

namespace Injector.Profiles.Documents;

/// <summary>Named values; no name occurs twice.</summary>
internal sealed class SourceMapping(SourceLocation location, ImmutableArray<SourceMember> members) : SourceNode(location)
{
    /// <summary>The members in the order of the document.</summary>
    public ImmutableArray<SourceMember> Members => members;

    /// <inheritdoc/>
    public override string Kind => "an object";

    /// <summary>The value of a member; <see langword="null"/> when there is no such member.</summary>
    public SourceNode? Find(string name)
    {
        foreach (var member in members)
        {
            if (member.Name == name)
            {
                return member.Value;
            }
        }

        return null;
    }
}
