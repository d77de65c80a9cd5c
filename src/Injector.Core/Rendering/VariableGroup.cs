using System.Collections.Immutable;
using Injector.Core.Profiles;

namespace Injector.Core.Rendering;

/// <summary>Variables of the application that say one thing together: an upstream's host, port and URL. A container gets all of them or none.</summary>
/// <param name="Names">Names of the variables, in order.</param>
internal sealed record VariableGroup(ImmutableArray<string> Names)
{
    /// <summary>What they are about, to follow "for" in a sentence; empty when that is not known.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Further names that the group must not be mixed with; <see langword="null"/> when there are none.</summary>
    public ProfileGroup? Source { get; init; }
}
