using System.Text;
using System.Text.Json.Nodes;

namespace Injector.Testing.Admission;

/// <summary>Builds admission reviews as API servers send them.</summary>
public sealed class AdmissionReviews
{
    private readonly JsonObject _annotations = [];
    private readonly JsonObject _metadata = new() { ["generateName"] = "web-" };
    private readonly JsonObject _spec = new()
    {
        ["containers"] = new JsonArray(new JsonObject { ["name"] = "web", ["image"] = "nginx:1.29" }),
    };

    private string _uid = "705ab4f5-6393-11e8-b7cc-42010a800002";
    private string _namespace = "shop";
    private string _operation = "CREATE";
    private bool _isDryRun;

    public static AdmissionReviews OfAPod() => new();

    public AdmissionReviews WithUid(string uid)
    {
        _uid = uid;
        return this;
    }

    /// <summary>Nothing will come of the answer.</summary>
    public AdmissionReviews AsDryRun()
    {
        _isDryRun = true;
        return this;
    }

    public AdmissionReviews In(string @namespace)
    {
        _namespace = @namespace;
        return this;
    }

    public AdmissionReviews For(string operation)
    {
        _operation = operation;
        return this;
    }

    public AdmissionReviews Annotated(string key, string value)
    {
        _annotations[key] = value;
        return this;
    }

    public AdmissionReviews RequestingFor(string profiles) => Annotated("injector.io/inject", profiles);

    /// <summary>Pads the pod with an annotation so that the whole review has exactly this many bytes.</summary>
    public byte[] PaddedTo(int bytes)
    {
        Annotated("example.org/padding", "");
        var room = bytes - ToBytes().Length;
        return Annotated("example.org/padding", new string('x', room)).ToBytes();
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    public override string ToString()
    {
        _metadata["annotations"] = _annotations.DeepClone();
        return new JsonObject
        {
            ["apiVersion"] = "admission.k8s.io/v1",
            ["kind"] = "AdmissionReview",
            ["request"] = new JsonObject
            {
                ["uid"] = _uid,
                ["kind"] = new JsonObject { ["group"] = "", ["version"] = "v1", ["kind"] = "Pod" },
                ["resource"] = new JsonObject { ["group"] = "", ["version"] = "v1", ["resource"] = "pods" },
                ["namespace"] = _namespace,
                ["operation"] = _operation,
                ["object"] = new JsonObject
                {
                    ["apiVersion"] = "v1",
                    ["kind"] = "Pod",
                    ["metadata"] = _metadata.DeepClone(),
                    ["spec"] = _spec.DeepClone(),
                },
                ["dryRun"] = _isDryRun,
            },
        }.ToJsonString();
    }
}
