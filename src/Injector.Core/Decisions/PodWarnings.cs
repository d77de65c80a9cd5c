using System.Collections.Immutable;
using Injector.Grammar.Messages;

namespace Injector.Core.Decisions;

/// <summary>Warnings about one pod.</summary>
/// <param name="Shown">What an API server hands on: five at most, of 120 characters each.</param>
/// <param name="Full">The same in full, for logs and terminals.</param>
internal readonly record struct PodWarnings(ImmutableArray<DisplayText> Shown, ImmutableArray<DisplayText> Full)
{
    public static PodWarnings None { get; } = new([], []);
}
