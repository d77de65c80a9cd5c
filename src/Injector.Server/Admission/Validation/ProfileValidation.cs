using System.Collections.Immutable;
using System.Text.Json;
using Injector.Core.Admission;
using Injector.Grammar.Messages;
using Injector.Profiles.Lint;
using Injector.Profiles.Resource;
using Injector.Server.Observability.Logging;

namespace Injector.Server.Admission.Validation;

/// <summary>Decides whether a <c>SidecarProfile</c> may be stored.</summary>
internal sealed class ProfileValidation(ProfileResourceReader reader)
{
    private const int MaxWarnings = 5;

    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 128 };

    internal ProfileVerdict Evaluate(AdmissionReview review, ReadOnlyMemory<byte> body)
    {
        // Deletions and status updates do not change the spec.
        if (review.Operation is not ("CREATE" or "UPDATE") || review.SubResource.Length > 0)
        {
            return ProfileVerdict.Allowed;
        }

        try
        {
            using var document = JsonDocument.Parse(body, Depth);
            return Evaluate(document.RootElement.GetProperty("request"), review.Namespace);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // System.Text.Json throws InvalidOperationException for text that is not valid UTF-8 or UTF-16.
            return new ProfileVerdict(422, $"the SidecarProfile cannot be read: {exception.Message}", []);
        }
    }

    private ProfileVerdict Evaluate(JsonElement request, string @namespace)
    {
        if (!request.TryGetProperty("object", out var @object) || @object.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("the review holds no object");
        }

        var reading = reader.Read(ProfileObject.Read(@object, @namespace));
        var isAsStored = request.TryGetProperty("oldObject", out var old) && old.ValueKind == JsonValueKind.Object && ProfileObject.Read(old, @namespace).Spec == reading.Object.Spec;
        if (reading.Profile is not null && !reading.Tolerated.IsEmpty && isAsStored)
        {
            return new ProfileVerdict(0, "", ["this profile does what its namespace may not do by newer rules; its condition Ready says what"]);
        }

        if (reading.Profile is not null && reading.Tolerated.IsEmpty)
        {
            return new ProfileVerdict(0, "", Shorten(reading.Warnings));
        }

        DisplayText heading = $"the profile '{BoundedText.Cut(reading.Object.Name, BoundedText.MaxName)}' is {(reading.Errors.IsEmpty ? "refused" : "wrong")}:";
        if (isAsStored)
        {
            // Labels, owners and finalizers must stay changeable, or a profile that a new version considers invalid could not even be deleted.
            return new ProfileVerdict(0, "", ["this profile is wrong and not used as it is; its condition Ready says why"]);
        }

        return new ProfileVerdict(reading.Errors.IsEmpty ? 403 : 422, DisplayText.Lines([heading, reading.Explanation]), []);
    }

    /// <summary>The lint warnings, within the limits that API servers pass on.</summary>
    private static ImmutableArray<DisplayText> Shorten(ImmutableArray<LintWarning> warnings) => warnings.Length <= MaxWarnings
        ? [.. warnings.Select(Short)]
        : [.. warnings.Take(MaxWarnings - 1).Select(Short), $"and {warnings.Length - MaxWarnings + 1} more; injector profiles lint says them all"];

    private static DisplayText Short(LintWarning warning) => DisplayText.Of(warning.Short).Cut(LintWarning.MaxShort);
}
