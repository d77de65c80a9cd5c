using System.Collections.Immutable;

namespace Injector.Core.Profiles.Parameters;

/// <summary>The names that the engine itself reads if a profile lists them among its overrides: <c>profile.injector.io/resources</c>.</summary>
public static class ReservedParameterNames
{
    /// <summary>The names in ordinal order.</summary>
    public static ImmutableArray<string> All { get; } = ["env", "image", "resources", "runAsUser"];
}
