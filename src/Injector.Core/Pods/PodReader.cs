using System.Text.Json;
using Injector.Grammar.Json;

namespace Injector.Core.Pods;

/// <summary>Reads the view of a pod or a pod template in one forward pass over its JSON.</summary>
public static class PodReader
{
    /// <summary>Reads a pod. Any input yields a result: a view, or an error for people.</summary>
    /// <param name="json">JSON of an object with <c>metadata</c> and <c>spec</c>; must outlive the view.</param>
    public static PodReading Read(ReadOnlyMemory<byte> json)
    {
        if (UnicodeCheck.Problem(json.Span) is { } problem)
        {
            return new PodReading(null, $"not valid text: {problem}");
        }

        try
        {
            return new PodReading(ReadDocument(json), null);
        }
        catch (JsonException exception)
        {
            return new PodReading(null, $"not valid JSON: {exception.Message}");
        }
        catch (JsonShapeException exception)
        {
            return new PodReading(null, exception.Message) { Problem = exception.Problem, ProblemOffset = exception.Offset };
        }
    }

    private static PodView ReadDocument(ReadOnlyMemory<byte> json)
    {
        var cursor = new JsonCursor(json);
        var pod = Read(ref cursor);
        cursor.Finish();
        return pod;
    }

    /// <summary>Reads the pod at the cursor.</summary>
    internal static PodView Read(ref JsonCursor cursor)
    {
        if (!cursor.EnterObject("the pod"))
        {
            throw new JsonShapeException("the pod is null");
        }

        var pod = new PodView();
        while (cursor.NextMember())
        {
            if (cursor.NameIs("metadata"u8))
            {
                PodMetadataReader.Read(ref cursor, pod);
            }
            else if (cursor.NameIs("spec"u8))
            {
                PodSpecReader.Read(ref cursor, pod);
            }
            else
            {
                cursor.Skip();
            }
        }

        return pod;
    }
}
