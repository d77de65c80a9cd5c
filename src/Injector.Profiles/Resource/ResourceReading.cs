using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Grammar.Messages;
using Injector.Profiles.Errors;
using Injector.Profiles.Lint;
using Injector.Profiles.Resource.Restrictions;

namespace Injector.Profiles.Resource;

/// <summary>The result of reading a <c>SidecarProfile</c> object.</summary>
/// <param name="Object">The object.</param>
/// <param name="Profile">Its profile; <see langword="null"/> when there are errors or refusals.</param>
/// <param name="Errors">Its errors, by field; the same messages as for a file.</param>
/// <param name="Refusals">Violations of the restrictions on its namespace.</param>
public sealed record ResourceReading(
    ProfileObject Object, SidecarProfile? Profile, ImmutableArray<ProfileError> Errors, ImmutableArray<TenantRefusal> Refusals)
{
    /// <summary>Lint warnings about a profile that is used nevertheless, by field. Default: none.</summary>
    public ImmutableArray<LintWarning> Warnings { get; init; } = [];

    /// <summary>
    /// Violations of rules that are newer than 0.1.0. An object without other violations is used if it is already stored, but can no longer be stored. Default:
    /// none.
    /// </summary>
    public ImmutableArray<TenantRefusal> Tolerated { get; init; } = [];

    private const int MaxLines = 20;

    /// <summary>Reason of the condition and of a denial: <c>Loaded</c>, <c>Invalid</c> or <c>Refused</c>.</summary>
    public string Reason => Profile is not null ? "Loaded" : Errors.IsEmpty ? "Refused" : "Invalid";

    /// <summary>All errors and violations, one per line, at most 20 of at most 1,024 characters; empty when there are none.</summary>
    public DisplayText Explanation => Lines(Errors.Select(InFields).Concat(Refusals.Concat(Tolerated).Select(refusal => refusal.ToString())));

    private static DisplayText Lines(IEnumerable<string> all)
    {
        string[] lines = [.. all.Select(ErrorList.Cut)];
        return DisplayText.Lines(lines.Length <= MaxLines ? lines : [.. lines[..MaxLines], $"and {lines.Length - MaxLines} more"]);
    }

    /// <summary>The status that the object should have. It depends only on the object, so that replicas agree.</summary>
    public ProfileStatus ToStatus() => new(
        Object.Generation, Profile?.ContentHash ?? Object.Status?.ContentHash ?? "", Profile is not null, Reason,
        DisplayText.Page(
            Profile is null ? $"{Explanation}\nWhat was good before stays in use where it was loaded." : $"Pods of {Users(Profile)} may use it.{Until}{Doubts}"));

    /// <summary>The violations that are still tolerated, one per line.</summary>
    private string Until => Tolerated.IsEmpty ? "" : "\nRefused where it is stored again, and no longer used from 0.3.0 on:\n" + Lines(Tolerated.Select(refusal => refusal.ToString()));

    /// <summary>The lint warnings about a profile in use, one per line.</summary>
    private string Doubts => Warnings.IsEmpty ? "" : "\nWarnings:\n" + Lines(Warnings.Select(warning => $"{warning.FieldPath}: {warning.Message} ({warning.Code})"));

    private static string InFields(ProfileError error) => error.FieldPath.Length > 0 ? $"{error.FieldPath}: {error.Message}" : error.Message;

    private static string Users(SidecarProfile profile) => profile.Namespace is { } own ? $"the namespace {own}" : "the whole cluster";
}
