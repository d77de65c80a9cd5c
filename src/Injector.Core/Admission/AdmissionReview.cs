using Injector.Core.Pods;
using Injector.Grammar.Json;

namespace Injector.Core.Admission;

/// <summary>The relevant parts of an <c>AdmissionReview</c> request (<c>admission.k8s.io</c>).</summary>
public sealed record AdmissionReview
{
    /// <summary>The value of <see cref="Resource"/> for pods.</summary>
    public const string Pods = "/v1/pods";

    private string? _uid;

    /// <summary><c>apiVersion</c>, echoed in the answer: <c>admission.k8s.io/v1</c> or <c>v1beta1</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary><c>request.uid</c> as received, echoed in the answer.</summary>
    public required Utf8Text UidText { get; init; }

    /// <summary><c>request.uid</c>; made into a string when somebody reads it.</summary>
    public string Uid => _uid ??= UidText.ToString();

    /// <summary><c>request.operation</c>.</summary>
    public required string Operation { get; init; }

    /// <summary><c>request.resource</c> as <c>group/version/resource</c>; the core group is empty: <c>/v1/pods</c>.</summary>
    public required string Resource { get; init; }

    /// <summary><c>request.subResource</c>; empty for the object itself.</summary>
    public string SubResource { get; init; } = "";

    /// <summary><c>request.namespace</c>, authoritative even if the object's is empty.</summary>
    public string Namespace { get; init; } = "";

    /// <summary><c>request.name</c>; empty if the name is still to be generated.</summary>
    public string Name { get; init; } = "";

    /// <summary><c>request.dryRun</c>. Changes nothing here: answering has no side effects.</summary>
    public bool DryRun { get; init; }

    /// <summary>JSON of <c>request.object</c>; empty when it is absent or <c>null</c>, or when <see cref="Pod"/> was read from it in the same pass.</summary>
    public ReadOnlyMemory<byte> Object { get; init; }

    /// <summary>
    /// The pod, if the review announced the creation of a pod before its object, as API servers do (members are in the order of
    /// <c>k8s.io/api/admission/v1</c>): the body is then read only once. <see langword="null"/> otherwise.
    /// </summary>
    public PodView? Pod { get; init; }
}
