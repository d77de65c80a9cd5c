using System.Text.Json;
using Injector.Grammar.Json;

namespace Injector.Core.Admission;

/// <summary>Reads an <c>AdmissionReview</c> in one forward pass, including the pod if one is created.</summary>
public static class AdmissionReviewReader
{
    /// <summary>Reads a review. Any input yields a result: a review, or an error for people.</summary>
    /// <param name="body">The request body; must outlive the review.</param>
    public static AdmissionReviewReading Read(ReadOnlyMemory<byte> body)
    {
        if (body.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return new AdmissionReviewReading(null, "the body is empty; send an AdmissionReview of admission.k8s.io/v1 as JSON");
        }

        if (UnicodeCheck.Problem(body.Span) is { } problem)
        {
            return new AdmissionReviewReading(null, $"the body is not valid text: {problem}");
        }

        try
        {
            return ReadDocument(body);
        }
        catch (JsonException exception)
        {
            return new AdmissionReviewReading(null, $"the body is not valid JSON: {exception.Message}");
        }
        catch (JsonShapeException exception)
        {
            return new AdmissionReviewReading(null, $"the body is not an AdmissionReview: {exception.Message}");
        }
    }

    private static AdmissionReviewReading ReadDocument(ReadOnlyMemory<byte> body)
    {
        var cursor = new JsonCursor(body);
        Utf8Text apiVersion = default, kind = default;
        var request = default(AdmissionRequestFields);
        if (!cursor.EnterObject("the body"))
        {
            throw new JsonShapeException("it is null");
        }

        while (cursor.NextMember())
        {
            if (cursor.NameIs("apiVersion"u8))
            {
                apiVersion = cursor.Text("apiVersion");
            }
            else if (cursor.NameIs("kind"u8))
            {
                kind = cursor.Text("kind");
            }
            else if (cursor.NameIs("request"u8))
            {
                request = AdmissionRequestReader.Read(ref cursor);
            }
            else
            {
                cursor.Skip();
            }
        }

        cursor.Finish();
        return Check(apiVersion, kind, request) is { } error
            ? new AdmissionReviewReading(null, $"the body is not an AdmissionReview that can be answered: {error}")
            : new AdmissionReviewReading(ToReview(apiVersion, request), null);
    }

    private static string? Check(Utf8Text apiVersion, Utf8Text kind, AdmissionRequestFields request)
    {
        if (!kind.Is("AdmissionReview"u8))
        {
            return $"kind must be AdmissionReview, but it is '{kind}'";
        }

        if (!apiVersion.Is("admission.k8s.io/v1"u8) && !apiVersion.Is("admission.k8s.io/v1beta1"u8))
        {
            return $"apiVersion must be admission.k8s.io/v1 (or v1beta1), but it is '{apiVersion}'";
        }

        if (!request.IsPresent)
        {
            return "request is missing or null";
        }

        return request.Uid.IsEmpty ? "request.uid is missing or empty" : null;
    }

    private static AdmissionReview ToReview(Utf8Text apiVersion, AdmissionRequestFields request) => new()
    {
        // Constants avoid allocating a string for each review.
        ApiVersion = apiVersion.Is("admission.k8s.io/v1"u8) ? "admission.k8s.io/v1" : "admission.k8s.io/v1beta1",
        UidText = request.Uid,
        Operation = request.Operation.Is("CREATE"u8) ? "CREATE" : request.Operation.ToString(),
        Resource = request.Resource,
        SubResource = request.SubResource.ToString(),
        Namespace = request.Namespace.ToString(),
        Name = request.Name.ToString(),
        DryRun = request.DryRun,
        Object = request.Object,
        Pod = request.Pod,
    };
}
