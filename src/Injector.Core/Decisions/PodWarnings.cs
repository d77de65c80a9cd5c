using System.Collections.Immutable;
using Injector.Grammar.Messages;

namespace Injector.Core.Decisions;

/// <summary>Warnings about one pod.</summary>
/// <param name="Shown">What an API server passes on: at most five, of 120 characters each.</param>
/// <param name="Full">The full texts, for logs and terminals.</param>
internal readonly record struct PodWarnings(ImmutableArray<DisplayText> Shown, ImmutableArray<DisplayText> Full)
{
    public static PodWarnings None { get; } = new([], []);
}
