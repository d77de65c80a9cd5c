using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Grammar.Messages;
using Injector.Profiles.Errors;
using Injector.Profiles.Lint;
using Injector.Profiles.Resource.Restrictions;

namespace Injector.Profiles.Resource;

/// <summary>What reading a <c>SidecarProfile</c> object came to.</summary>
/// <param name="Object">The object.</param>
/// <param name="Profile">Its profile; <see langword="null"/> when anything is wrong or refused.</param>
/// <param name="Errors">What is wrong with it, by field; the same messages as for a file.</param>
/// <param name="Refusals">What its namespace may not do.</param>
public sealed record ResourceReading(
    ProfileObject Object, SidecarProfile? Profile, ImmutableArray<ProfileError> Errors, ImmutableArray<TenantRefusal> Refusals)
{
    /// <summary>What is to be said of a profile that is used all the same, by field. Default: nothing.</summary>
    public ImmutableArray<LintWarning> Warnings { get; init; } = [];

    /// <summary>
    /// What its namespace may not do by rules that are newer than 0.1.0. An object with nothing else against it is used where it is stored already, and may
    /// not be stored now. Default: nothing.
    /// </summary>
    public ImmutableArray<TenantRefusal> Tolerated { get; init; } = [];

    private const int MaxLines = 20;

    /// <summary>Reason of the condition and of a denial: <c>Loaded</c>, <c>Invalid</c> or <c>Refused</c>.</summary>
    public string Reason => Profile is not null ? "Loaded" : Errors.IsEmpty ? "Refused" : "Invalid";

    /// <summary>Everything against it, a line each, at most 20 of at most 1,024 characters; empty when nothing is.</summary>
    public DisplayText Explanation => Lines(Errors.Select(InFields).Concat(Refusals.Concat(Tolerated).Select(refusal => refusal.ToString())));

    private static DisplayText Lines(IEnumerable<string> all)
    {
        string[] lines = [.. all.Select(ErrorList.Cut)];
        return DisplayText.Lines(lines.Length <= MaxLines ? lines : [.. lines[..MaxLines], $"and {lines.Length - MaxLines} more"]);
    }

    /// <summary>The status that such an object should have. It depends on the object alone, so that replicas agree.</summary>
    public ProfileStatus ToStatus() => new(
        Object.Generation, Profile?.ContentHash ?? Object.Status?.ContentHash ?? "", Profile is not null, Reason,
        DisplayText.Page(
            Profile is null ? $"{Explanation}\nWhat was good before stays in use where it was loaded." : $"Pods of {Users(Profile)} may use it.{Until}{Doubts}"));

    /// <summary>What will no longer do, a line each.</summary>
    private string Until => Tolerated.IsEmpty ? "" : "\nRefused where it is stored again, and no longer used from 0.3.0 on:\n" + Lines(Tolerated.Select(refusal => refusal.ToString()));

    /// <summary>What lint says of a profile that is used, a line each.</summary>
    private string Doubts => Warnings.IsEmpty ? "" : "\nWarnings:\n" + Lines(Warnings.Select(warning => $"{warning.FieldPath}: {warning.Message} ({warning.Code})"));

    private static string InFields(ProfileError error) => error.FieldPath.Length > 0 ? $"{error.FieldPath}: {error.Message}" : error.Message;

    private static string Users(SidecarProfile profile) => profile.Namespace is { } own ? $"the namespace {own}" : "the whole cluster";
}
