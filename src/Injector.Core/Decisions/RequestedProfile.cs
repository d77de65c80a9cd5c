using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Core.Requests;

namespace Injector.Core.Decisions;

/// <summary>A profile that was asked for, with its parameters.</summary>
/// <param name="Name">Name as asked for.</param>
/// <param name="Profile">The profile; <see langword="null"/> when there is none of that name.</param>
/// <param name="RequestedBy">Who asked, for people: the annotation and where it stands.</param>
/// <param name="Parameters">The resolved parameters in the profile's order.</param>
public sealed record RequestedProfile(
    string Name,
    SidecarProfile? Profile,
    string RequestedBy,
    ImmutableArray<ResolvedParameter> Parameters);
