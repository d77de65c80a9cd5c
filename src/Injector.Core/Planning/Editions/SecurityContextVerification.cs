using System.Text.Json;
using Injector.Grammar.Json;

namespace Injector.Core.Planning.Editions;

/// <summary>
/// Compares a container's security context with the one that its profile brings. Policy engines and platforms make it stricter or choose users, which does not
/// count as a difference; additional rights do.
/// </summary>
internal static class SecurityContextVerification
{
    /// <summary>
    /// The first field that explicitly grants a right the profile does not, for a container that copies the application's context, which may have become
    /// stricter since; <see langword="null"/> when there is none.
    /// </summary>
    public static string? Grant(JsonElement ours, JsonElement theirs) =>
        IsTrue(theirs, "privileged") && !IsTrue(ours, "privileged") ? "privileged" : AddedCapability(JsonCover.Member(ours, "capabilities"), JsonCover.Member(theirs, "capabilities"));

    /// <summary>The first field that grants rights the profile does not; <see langword="null"/> when there is none.</summary>
    public static string? Difference(JsonElement ours, JsonElement theirs)
    {
        foreach (var right in (ReadOnlySpan<string>)["privileged", "allowPrivilegeEscalation"])
        {
            var isTaken = JsonCover.Member(ours, right).ValueKind is JsonValueKind.False || (right == "privileged" && !IsTrue(ours, right));
            var isStated = JsonCover.Member(theirs, right).ValueKind is not JsonValueKind.Undefined;

            // If unset, escalation is allowed and privileged is not.
            if (isTaken && (IsTrue(theirs, right) || (right != "privileged" && !isStated)))
            {
                return right;
            }
        }

        foreach (var limit in (ReadOnlySpan<string>)["runAsNonRoot", "readOnlyRootFilesystem"])
        {
            if (IsTrue(ours, limit) && !IsTrue(theirs, limit))
            {
                return limit;
            }
        }

        foreach (var id in (ReadOnlySpan<string>)["runAsUser", "runAsGroup"])
        {
            var (wanted, present) = (JsonCover.Member(ours, id), JsonCover.Member(theirs, id));
            if ((IsRoot(present) && !IsRoot(wanted)) || (wanted.ValueKind is JsonValueKind.Number && present.ValueKind is not JsonValueKind.Number))
            {
                return id;
            }
        }

        return CapabilityDifference(JsonCover.Member(ours, "capabilities"), JsonCover.Member(theirs, "capabilities"))
            ?? (IsLooser(ours, theirs, "seccompProfile") ? "seccompProfile" : null)
            ?? (JsonCover.Member(theirs, "procMount").AsText() is "Unmasked" && JsonCover.Member(ours, "procMount").AsText() is not "Unmasked" ? "procMount" : null);
    }

    private static string? CapabilityDifference(JsonElement ours, JsonElement theirs)
    {
        var dropsAll = Has(JsonCover.Member(theirs, "drop"), "ALL");
        foreach (var dropped in JsonCover.Member(ours, "drop").Items())
        {
            if (!dropsAll && !Has(JsonCover.Member(theirs, "drop"), dropped.AsText()))
            {
                return "capabilities.drop";
            }
        }

        return AddedCapability(ours, theirs);
    }

    private static string? AddedCapability(JsonElement ours, JsonElement theirs)
    {
        foreach (var added in JsonCover.Member(theirs, "add").Items())
        {
            if (!Has(JsonCover.Member(ours, "add"), added.AsText()))
            {
                return "capabilities.add";
            }
        }

        return null;
    }

    private static bool IsLooser(JsonElement ours, JsonElement theirs, string profile)
    {
        var (wanted, present) = (JsonCover.Member(JsonCover.Member(ours, profile), "type").AsText(), JsonCover.Member(JsonCover.Member(theirs, profile), "type").AsText());
        return wanted is not (null or "Unconfined") && (present is null or "Unconfined");
    }

    private static bool IsTrue(JsonElement context, string field) => JsonCover.Member(context, field).ValueKind is JsonValueKind.True;

    private static bool IsRoot(JsonElement id) => id.ValueKind is JsonValueKind.Number && id.TryGetInt64(out var number) && number == 0;

    private static bool Has(JsonElement names, string? name)
    {
        foreach (var item in names.Items())
        {
            if (item.AsText() is { } text && string.Equals(text, name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
