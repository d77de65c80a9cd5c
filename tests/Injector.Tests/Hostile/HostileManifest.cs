using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Injector.Testing.Hostile;
using Injector.Testing.RandomPods;

namespace Injector.Tests.Hostile;

/// <summary>Manifests with hostile text in every place that a person may write.</summary>
/// <param name="dice">Decides.</param>
/// <param name="halves">Whether text may have half of a surrogate pair in it; no API server sends one.</param>
internal sealed partial class HostileManifest(Dice dice, bool halves = true)
{
    private const int ToPrivateUse = 0x1800;

    /// <summary>Keys of ours that mean something, so that values are read, quoted and refused.</summary>
    private static readonly string[] Keys =
    [
        "injector.io/inject", "injector.io/sidecar-mode", "injector.io/containers", "injector.io/fixed-users", "injector.io/status", "injector.io/skipped",
        "logging.injector.io/output", "logging.injector.io/path", "logging.injector.io/image", "logging.injector.io/resources", "logging.injector.io/nope",
        "metrics.injector.io/exporter", "ambassador.injector.io/outbound", "ambassador.injector.io/inbound", "ambassador.injector.io/engine", "log-tail.injector.io/pattern",
        "prometheus.io/port", "prometheus.io/scrape",
    ];

    private static readonly string[] Profiles = ["log-tail", "logging", "metrics", "ambassador", "log-tail,metrics-adapter", "migrate"];

    /// <summary>Some text, most often a hostile one.</summary>
    public string Text(string ordinary) => dice.OneIn(3) ? ordinary : Hidden(HostileText.Of(dice, halves));

    /// <summary>A pod as JSON; halves of surrogate pairs are written as escapes.</summary>
    public string Pod() => Json(Tree());

    /// <summary>A Deployment or what else has pods in it, or something that nobody reads.</summary>
    public string Workload()
    {
        var kind = dice.OneIn(4) ? HostileText.Of(dice) : dice.Pick("Deployment", "Job", "Rollout", "Service", "List");
        return Json(new JsonObject
        {
            ["apiVersion"] = dice.OneIn(4) ? HostileText.Of(dice) : "apps/v1",
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = Text("web"), ["namespace"] = Text("shop"), ["annotations"] = Annotations() },
            ["spec"] = new JsonObject { ["template"] = Tree() },
        });
    }

    /// <summary>A review as an API server sends it.</summary>
    public string Review() => Json(new JsonObject
    {
        ["apiVersion"] = "admission.k8s.io/v1",
        ["kind"] = "AdmissionReview",
        ["request"] = new JsonObject
        {
            ["uid"] = "u",
            ["resource"] = new JsonObject { ["group"] = "", ["version"] = "v1", ["resource"] = "pods" },
            ["namespace"] = Text("shop"),
            ["operation"] = "CREATE",
            ["object"] = Tree(),
        },
    });

    private JsonObject Tree()
    {
        var container = new JsonObject { ["name"] = Text("web"), ["image"] = Text("nginx:1") };
        container["env"] = new JsonArray(new JsonObject { ["name"] = Text("A"), ["value"] = Text("1") });
        container["ports"] = new JsonArray(new JsonObject { ["name"] = Text("http"), ["containerPort"] = dice.Pick(8080, 19000, 0) });
        container["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = Text("data"), ["mountPath"] = Text("/data") });
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject
            {
                ["name"] = Text("web"), ["namespace"] = Text("shop"), ["annotations"] = Annotations(), ["labels"] = new JsonObject { [Text("app")] = Text("web") },
            },
            ["spec"] = new JsonObject
            {
                ["containers"] = new JsonArray(container, new JsonObject { ["name"] = Text("log-tail"), ["image"] = dice.Pick("auto", "x") }),
                ["volumes"] = new JsonArray(new JsonObject { ["name"] = Text("data"), ["emptyDir"] = new JsonObject() }),
            },
        };
    }

    private JsonObject Annotations()
    {
        var annotations = new JsonObject { ["injector.io/inject"] = dice.OneIn(4) ? Hidden(HostileText.Of(dice, halves)) : dice.Pick(Profiles) };
        for (var more = dice.Between(0, 5); more > 0; more--)
        {
            var key = dice.Pick(Keys);
            annotations[dice.OneIn(4) ? key + HostileText.Of(dice) : key] = Text("x");
        }

        return annotations;
    }

    // No writer of JSON lets half of a surrogate pair through, which JSON itself can carry as an escape: until then a private character stands for each.
    private static string Hidden(string text) => string.Create(text.Length, text, static (hidden, text) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsSurrogate(text[i]) && ((i > 0 && char.IsSurrogatePair(text[i - 1], text[i])) || (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])));
            hidden[i] = char.IsSurrogate(text[i]) && !isPair ? (char)(text[i] + ToPrivateUse) : text[i];
        }
    });

    private static string Json(JsonObject tree) => PrivateUse().Replace(
        tree.ToJsonString(), match => string.Create(CultureInfo.InvariantCulture, $"\\u{int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) - ToPrivateUse:x4}"));

    [GeneratedRegex(@"\\u(F[0-7][0-9A-F]{2})")]
    private static partial Regex PrivateUse();
}
