using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Core.Requests;

namespace Injector.Core.Decisions;

/// <summary>A requested profile with its parameters.</summary>
/// <param name="Name">Name as requested.</param>
/// <param name="Profile">The profile; <see langword="null"/> when no profile has that name.</param>
/// <param name="RequestedBy">The origin of the request, for people: the annotation and the object that carries it.</param>
/// <param name="Parameters">The resolved parameters in the profile's order.</param>
public sealed record RequestedProfile(
    string Name,
    SidecarProfile? Profile,
    string RequestedBy,
    ImmutableArray<ResolvedParameter> Parameters);
