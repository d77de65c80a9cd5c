using System.Buffers;
using Injector.Core.Admission;
using Injector.Core.Snapshots;
using Injector.Manifests.Documents;
using Injector.Yaml.Editing;
using Injector.Yaml.Nodes;

namespace Injector.Manifests.Injection;

/// <summary>Runs admission reviews that were recorded, as the webhook answers them.</summary>
internal static class ReviewDocuments
{
    /// <summary>The answer to a review.</summary>
    /// <exception cref="DocumentException">The document is no review, or the review is not about a pod.</exception>
    public static ExplainedPod Explain(LoadedDocument loaded, InjectionSnapshot snapshot)
    {
        var document = loaded.Document;
        if (loaded.Tree.Root is not { } root)
        {
            throw document.Error(TextPlace.None, "there is no AdmissionReview here");
        }

        var outcome = AdmissionHandler.Answer(JsonTreeWriter.Write(root), snapshot, new ArrayBufferWriter<byte>());
        if (outcome is not { Review: { } review, Injection: { } injection })
        {
            throw document.Error(TextPlace.None, $"is not an AdmissionReview: {outcome.Error}");
        }

        var name = review.Name.Length > 0 ? review.Name : outcome.Pod?.GenerateName.ToString() ?? "";
        return new ExplainedPod($"{document.Source.Name}#{document.Number}", "Pod", name, review.Namespace, injection, []) { Labels = outcome.Pod?.Labels ?? default };
    }
}
