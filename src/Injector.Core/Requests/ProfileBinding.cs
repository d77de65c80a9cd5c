using System.Collections.Immutable;
using Injector.Ambassador;
using Injector.Core.Profiles;
using Injector.Grammar.Messages;

namespace Injector.Core.Requests;

/// <summary>A profile with the parameter values and overrides from annotations.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Parameters">The resolved parameters, in the profile's order.</param>
/// <param name="Overrides">Overrides other than parameters.</param>
/// <param name="Errors">Errors in the values of annotations.</param>
internal sealed record ProfileBinding(
    SidecarProfile Profile,
    ImmutableArray<ResolvedParameter> Parameters,
    AnnotationOverrides Overrides,
    MessageList Errors)
{
    /// <summary>The ambassador of the pod before its ports are chosen; <see langword="null"/> when the profile is none, or has errors.</summary>
    public PodAmbassador? Ambassador { get; init; }
}
