using System.Text.Json.Nodes;
using Injector.Core.Profiles.Parameters;
using Injector.Testing.Catalogue;

namespace Injector.Testing.RandomPods;

/// <summary>
/// Makes pods that people could have written: every field that the engine reads, in mixes that nobody tried, asking for two of the built-in profiles.
/// Nearly all of them are valid; who sends them on asks the oracle which. Equal numbers make equal pods.
/// </summary>
public sealed class RandomPod
{
    private static readonly string[] Requests = [.. CataloguePod.SinglesAndPairs];

    private readonly Dice _dice;
    private readonly RandomVolumes _volumes;

    private RandomPod(int seed)
    {
        _dice = new Dice(seed);
        _volumes = new RandomVolumes(_dice);
    }

    /// <summary>The pod of a number. The profiles, alone and in pairs, take turns.</summary>
    public static JsonObject Of(int seed, int number) => new RandomPod(unchecked((seed * 1_000_003) + number)).Make(Requests[number % Requests.Length]);

    private JsonObject Make(string request)
    {
        var spec = new JsonObject();
        var volumes = _volumes.Make();
        Set(spec, "volumes", volumes);
        var containers = new RandomContainers(_dice, _volumes);
        var (init, regular) = containers.Make();
        Set(spec, "initContainers", init);
        spec["containers"] = regular;
        SetPodFields(spec);
        if (_dice.OneIn(3))
        {
            spec["resources"] = RandomResources.OfPod(_dice, spec);
        }

        return new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = Metadata(request), ["spec"] = spec };
    }

    private void SetPodFields(JsonObject spec)
    {
        if (_dice.OneIn(3))
        {
            spec["terminationGracePeriodSeconds"] = _dice.Pick(0, 1, 5, 30, 60, 600);
        }

        if (_dice.OneIn(2))
        {
            spec["securityContext"] = JsonNode.Parse(_dice.Pick(
                "{}", """{"runAsUser":0}""", """{"runAsUser":1000,"runAsGroup":1000,"fsGroup":2000}""", """{"runAsNonRoot":true,"runAsUser":1000,"seccompProfile":{"type":"RuntimeDefault"}}""",
                """{"fsGroup":1000680000,"seLinuxOptions":{"level":"s0:c26,c5"}}""", """{"supplementalGroups":[4000],"sysctls":[{"name":"net.ipv4.tcp_syncookies","value":"1"}]}"""));
        }

        if (_dice.OneIn(4))
        {
            spec["restartPolicy"] = _dice.Pick("Always", "OnFailure", "Never");
        }

        if (_dice.OneIn(6))
        {
            spec["imagePullSecrets"] = JsonNode.Parse(_dice.Pick("[]", "null", """[{"name":"registry"}]"""));
        }

        if (_dice.OneIn(10))
        {
            spec["automountServiceAccountToken"] = _dice.OneIn(2);
        }

        if (_dice.OneIn(10))
        {
            spec["hostNetwork"] = _dice.OneIn(3);
        }

        if (_dice.OneIn(10))
        {
            spec["os"] = new JsonObject { ["name"] = "linux" };
        }
    }

    private JsonObject Metadata(string request)
    {
        var annotations = CataloguePod.Requesting(request)["metadata"]!["annotations"]!.DeepClone().AsObject();
        foreach (var profile in CataloguePod.Profiles.Where(profile => request.Split(',').Contains(profile.Name)))
        {
            foreach (var parameter in profile.Parameters.Where(_ => _dice.OneIn(6)))
            {
                annotations[$"{profile.Name}.injector.io/{parameter.Name}"] = Value(parameter);
            }

            if (_dice.OneIn(10))
            {
                annotations[$"{profile.Name}.injector.io/resources"] = _dice.Pick("limits.cpu=500m", "requests.cpu=10m,limits.cpu=10m", "limits.memory=300Mi", "requests.memory=256Mi,limits.memory=256Mi");
            }
        }

        if (_dice.OneIn(4))
        {
            annotations["injector.io/sidecar-mode"] = _dice.Pick("native", "classic");
        }

        var metadata = new JsonObject { ["annotations"] = annotations };
        metadata[_dice.OneIn(2) ? "name" : "generateName"] = "web";
        if (_dice.OneIn(2))
        {
            metadata["labels"] = JsonNode.Parse(_dice.Pick("{}", "null", """{"app":"web"}"""));
        }

        return metadata;
    }

    private string Value(ProfileParameter parameter) => parameter.Type switch
    {
        ParameterType.Boolean => _dice.Pick("true", "false"),
        ParameterType.Enum => _dice.Pick(parameter.AllowedValues.AsSpan()),
        ParameterType.Path => _dice.Pick(parameter.Example, "/data", "/data/logs", "/etc/app", "/var/log/app", "/tmp", "/dev/shm"),
        ParameterType.Port => _dice.Pick(parameter.Example, "8080", "9090"),
        _ => parameter.Example,
    };

    private void Set(JsonObject target, string name, JsonArray items)
    {
        if (items.Count > 0 || _dice.OneIn(4))
        {
            target[name] = items;
        }
        else if (_dice.OneIn(4))
        {
            target[name] = null;
        }
    }
}
