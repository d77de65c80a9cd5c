using System.Collections.Immutable;
using Injector.Grammar.Messages;

namespace Injector.Server.Validation;

/// <summary>Whether a profile may be stored.</summary>
/// <param name="DenialCode">0 when it may; 422 when it is wrong, 403 when it may not do what it does.</param>
/// <param name="Message">Why not.</param>
/// <param name="Warnings">What the author should know although it may be stored: at most five, each of at most 120 characters.</param>
internal readonly record struct ProfileVerdict(int DenialCode, DisplayText Message, ImmutableArray<DisplayText> Warnings)
{
    internal static ProfileVerdict Allowed { get; } = new(0, "", []);

    internal bool IsAllowed => DenialCode == 0;
}
