using Injector.Core.Pods;

namespace Injector.Core.Admission;

/// <summary>What matters of an <c>AdmissionReview</c> request (<c>admission.k8s.io</c>).</summary>
public sealed record AdmissionReview
{
    /// <summary>The value of <see cref="Resource"/> for pods.</summary>
    public const string Pods = "/v1/pods";

    /// <summary><c>apiVersion</c>, echoed in the answer: <c>admission.k8s.io/v1</c> or <c>v1beta1</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary><c>request.uid</c>, echoed in the answer.</summary>
    public required string Uid { get; init; }

    /// <summary><c>request.operation</c>.</summary>
    public required string Operation { get; init; }

    /// <summary><c>request.resource</c> as <c>group/version/resource</c>; the core group is empty: <c>/v1/pods</c>.</summary>
    public required string Resource { get; init; }

    /// <summary><c>request.subResource</c>; empty for the object itself.</summary>
    public string SubResource { get; init; } = "";

    /// <summary><c>request.namespace</c>, authoritative even where the object's is empty.</summary>
    public string Namespace { get; init; } = "";

    /// <summary><c>request.name</c>; empty while the name is yet to be generated.</summary>
    public string Name { get; init; } = "";

    /// <summary><c>request.dryRun</c>. Changes nothing here: answering has no side effects.</summary>
    public bool DryRun { get; init; }

    /// <summary>JSON of <c>request.object</c>; empty when it is absent or <c>null</c>, and when <see cref="Pod"/> was read from it on the way.</summary>
    public ReadOnlyMemory<byte> Object { get; init; }

    /// <summary>
    /// The pod, when the review had said before its object that a pod is created, as API servers do (members come in the order of
    /// <c>k8s.io/api/admission/v1</c>): the body is then read once. <see langword="null"/> otherwise.
    /// </summary>
    public PodView? Pod { get; init; }
}
