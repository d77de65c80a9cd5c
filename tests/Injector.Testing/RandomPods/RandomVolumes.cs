using System.Text.Json.Nodes;

namespace Injector.Testing.RandomPods;

/// <summary>Volumes of every kind, and mounts of them.</summary>
internal sealed class RandomVolumes(Dice dice)
{
    private static readonly string[] Sources =
    [
        """{"emptyDir":{}}""", """{"emptyDir":{"medium":"Memory","sizeLimit":"64Mi"}}""", """{"configMap":{"name":"web"}}""", """{"secret":{"secretName":"web","defaultMode":256}}""",
        """{"persistentVolumeClaim":{"claimName":"web"}}""", """{"persistentVolumeClaim":{"claimName":"web","readOnly":true}}""", """{"nfs":{"server":"nfs.test","path":"/a","readOnly":true}}""",
        """{"nfs":{"server":"nfs.test","path":"/a"}}""", """{"csi":{"driver":"csi.test","readOnly":true}}""", """{"csi":{"driver":"csi.test"}}""", """{"hostPath":{"path":"/var/lib/web"}}""",
        """{"downwardAPI":{"items":[{"path":"labels","fieldRef":{"fieldPath":"metadata.labels"}}]}}""", """{"projected":{"sources":[{"configMap":{"name":"web"}}]}}""",
        """{"image":{"reference":"example.test/data:1","pullPolicy":"IfNotPresent"}}""", """{"ephemeral":{"volumeClaimTemplate":{"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}}}""",
        """{"iscsi":{"targetPortal":"10.0.0.1","iqn":"iqn.2001-04.test:a","lun":0,"readOnly":true}}""", """{"gcePersistentDisk":{"pdName":"a","readOnly":true}}""",
    ];

    private static readonly string[] Paths =
    [
        "/data", "/data/", "/data/logs", "/var/log/app", "/var/log", "/var", "/etc/app", "/etc/app-config", "/tmp", "/srv/audit", "/opt/batch/logs", "/usr/share/nginx/html", "/etc/nginx/conf.d", "/run/secrets/x",
    ];

    private readonly List<string> _names = [];

    public JsonArray Make()
    {
        var volumes = new JsonArray();
        for (var count = dice.Between(0, 4); count > 0; count--)
        {
            var volume = JsonNode.Parse(dice.Pick(Sources))!.AsObject();
            var name = $"volume-{_names.Count}";
            volume.Insert(0, "name", name);
            _names.Add(name);
            volumes.Add((JsonNode)volume);
        }

        return volumes;
    }

    public JsonArray Mounts()
    {
        var mounts = new JsonArray();
        if (_names.Count == 0)
        {
            return mounts;
        }

        foreach (var path in dice.Some(3, Paths))
        {
            var mount = new JsonObject { ["name"] = dice.Pick(_names.ToArray()), ["mountPath"] = path };
            if (dice.OneIn(4))
            {
                mount["readOnly"] = dice.OneIn(2);
            }

            if (dice.OneIn(5))
            {
                mount[dice.Pick("subPath", "subPathExpr")] = dice.Pick("a", "a/b", "logs");
            }

            if (dice.OneIn(12))
            {
                mount["mountPropagation"] = "HostToContainer";
            }

            mounts.Add((JsonNode)mount);
        }

        return mounts;
    }
}
