using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Grammar.Messages;

namespace Injector.Core.Requests;

/// <summary>A profile with everything that annotations say about it.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Parameters">The resolved parameters in the profile's order.</param>
/// <param name="Overrides">What annotations override beside parameters.</param>
/// <param name="Errors">What cannot be understood, for people.</param>
internal sealed record ProfileBinding(
    SidecarProfile Profile,
    ImmutableArray<ResolvedParameter> Parameters,
    AnnotationOverrides Overrides,
    MessageList Errors);
