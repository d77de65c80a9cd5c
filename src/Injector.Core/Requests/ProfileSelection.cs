using System.Collections.Immutable;

namespace Injector.Core.Requests;

/// <summary>What the pod and its namespace request, before any profile is looked up.</summary>
/// <param name="State">The kind of answer.</param>
/// <param name="Names">Profile names without repetition, as written; empty unless <paramref name="State"/> is <see cref="ProfileSelectionState.Selected"/>.</param>
/// <param name="Message">The origin of the request or refusal; for <see cref="ProfileSelectionState.Invalid"/> what is wrong.</param>
/// <param name="ForDefaults">Whether the names are the configured default profiles, which the author of the pod cannot correct.</param>
internal sealed record ProfileSelection(ProfileSelectionState State, ImmutableArray<string> Names, string Message, bool ForDefaults = false);
