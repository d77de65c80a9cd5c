using System.Collections.Immutable;
using Injector.Core.Profiles.Templates;

namespace Injector.Core.Profiles;

/// <summary>A container that a profile adds.</summary>
/// <param name="Name">The container's name; constant, so that its presence can be determined without rendering.</param>
/// <param name="Position">Where it goes among the init containers; regular containers are always appended after the application.</param>
/// <param name="Container">The container object, with the default fields already filled in.</param>
/// <param name="When">When given, the container is added only if this holds.</param>
public sealed record ProfileContainer(string Name, ContainerPosition Position, TemplateNode Container, Condition? When)
{
    /// <summary>The fields copied from the application's container: <c>env</c>, <c>volumeMounts</c>, <c>securityContext</c>. Default: none.</summary>
    public ImmutableArray<string> Copy { get; init; } = [];

    /// <summary>
    /// The position as a text with variables, instead of <see cref="Position"/>; without a value, the default position. Default <see langword="null"/>: the
    /// position is constant.
    /// </summary>
    public TemplateNode? PositionTemplate { get; init; }
}
