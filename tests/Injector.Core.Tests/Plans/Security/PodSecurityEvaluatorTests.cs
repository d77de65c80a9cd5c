using System.Text.Json.Nodes;
using Injector.Core.Json;
using Injector.Core.Plans.Security;
using Injector.Core.Snapshots;

namespace Injector.Core.Tests.Plans.Security;

/// <summary>Every published control of the levels baseline and restricted, policy v1.34, with values on both sides of its line.</summary>
public sealed class PodSecurityEvaluatorTests
{
    private const string Restricted =
        """{"runAsNonRoot":true,"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},"seccompProfile":{"type":"RuntimeDefault"}}""";

    [Theory]
    [InlineData("""{}""", "Restricted")]
    [InlineData("""{"securityContext":{"privileged":true}}""", "Privileged")]
    [InlineData("""{"securityContext":{"privileged":false}}""", "Restricted")]
    [InlineData("""{"securityContext":{"capabilities":{"drop":["ALL"],"add":["SYS_ADMIN"]}}}""", "Privileged")]
    [InlineData("""{"securityContext":{"capabilities":{"drop":["ALL"],"add":["NET_RAW"]}}}""", "Privileged")]
    [InlineData("""{"securityContext":{"capabilities":{"drop":["ALL"],"add":["CAP_CHOWN"]}}}""", "Privileged")]
    [InlineData("""{"securityContext":{"capabilities":{"drop":["ALL"],"add":["CHOWN"]}}}""", "Baseline")]
    [InlineData("""{"securityContext":{"capabilities":{"drop":["ALL"],"add":["NET_BIND_SERVICE"]}}}""", "Restricted")]
    [InlineData("""{"securityContext":{"capabilities":{"drop":["NET_RAW"]}}}""", "Baseline")]
    [InlineData("""{"securityContext":{"capabilities":null}}""", "Baseline")]
    [InlineData("""{"ports":[{"containerPort":1,"hostPort":1}]}""", "Privileged")]
    [InlineData("""{"ports":[{"containerPort":1,"hostPort":0}]}""", "Restricted")]
    [InlineData("""{"securityContext":{"appArmorProfile":{"type":"Unconfined"}}}""", "Privileged")]
    [InlineData("""{"securityContext":{"appArmorProfile":{"type":"Localhost","localhostProfile":"a"}}}""", "Restricted")]
    [InlineData("""{"securityContext":{"appArmorProfile":{"type":"RuntimeDefault"}}}""", "Restricted")]
    [InlineData("""{"securityContext":{"seLinuxOptions":{"type":"spc_t"}}}""", "Privileged")]
    [InlineData("""{"securityContext":{"seLinuxOptions":{"type":"container_t"}}}""", "Restricted")]
    [InlineData("""{"securityContext":{"seLinuxOptions":{"type":"container_init_t"}}}""", "Restricted")]
    [InlineData("""{"securityContext":{"seLinuxOptions":{"type":"container_kvm_t"}}}""", "Restricted")]
    [InlineData("""{"securityContext":{"seLinuxOptions":{"type":"container_engine_t"}}}""", "Restricted")]
    [InlineData("""{"securityContext":{"seLinuxOptions":{"level":"s0:c1,c2","type":""}}}""", "Restricted")]
    [InlineData("""{"securityContext":{"seLinuxOptions":{"user":"system_u"}}}""", "Privileged")]
    [InlineData("""{"securityContext":{"seLinuxOptions":{"role":"system_r"}}}""", "Privileged")]
    [InlineData("""{"securityContext":{"windowsOptions":{"hostProcess":true}}}""", "Privileged")]
    [InlineData("""{"securityContext":{"windowsOptions":{"hostProcess":false}}}""", "Restricted")]
    [InlineData("""{"securityContext":{"procMount":"Unmasked"}}""", "Privileged")]
    [InlineData("""{"securityContext":{"procMount":"Default"}}""", "Restricted")]
    [InlineData("""{"securityContext":{"seccompProfile":{"type":"Unconfined"}}}""", "Privileged")]
    [InlineData("""{"securityContext":{"seccompProfile":{"type":"Localhost","localhostProfile":"a"}}}""", "Restricted")]
    [InlineData("""{"securityContext":{"seccompProfile":null}}""", "Baseline")]
    [InlineData("""{"securityContext":{"runAsNonRoot":false}}""", "Baseline")]
    [InlineData("""{"securityContext":{"runAsNonRoot":null}}""", "Baseline")]
    [InlineData("""{"securityContext":{"runAsUser":0}}""", "Baseline")]
    [InlineData("""{"securityContext":{"runAsUser":1}}""", "Restricted")]
    [InlineData("""{"securityContext":{"allowPrivilegeEscalation":true}}""", "Baseline")]
    [InlineData("""{"securityContext":{"allowPrivilegeEscalation":null}}""", "Baseline")]
    public void Knows_the_level_that_a_container_needs(string fields, string level) => Level(fields).ShouldBe(level);

    [Theory]
    [InlineData("livenessProbe", "httpGet")]
    [InlineData("livenessProbe", "tcpSocket")]
    [InlineData("readinessProbe", "httpGet")]
    [InlineData("readinessProbe", "tcpSocket")]
    [InlineData("startupProbe", "httpGet")]
    [InlineData("startupProbe", "tcpSocket")]
    [InlineData("postStart", "httpGet")]
    [InlineData("postStart", "tcpSocket")]
    [InlineData("preStop", "httpGet")]
    [InlineData("preStop", "tcpSocket")]
    public void Lets_no_probe_or_hook_name_a_host(string field, string handler)
    {
        Level(Fields(field, handler, "169.254.169.254")).ShouldBe("Privileged");
        Level(Fields(field, handler, "127.0.0.1")).ShouldBe("Privileged");
        Level(Fields(field, handler, "")).ShouldBe("Restricted");
    }

    [Theory]
    [InlineData("hostPath", "Privileged")]
    [InlineData("configMap", "Restricted")]
    [InlineData("csi", "Restricted")]
    [InlineData("downwardAPI", "Restricted")]
    [InlineData("emptyDir", "Restricted")]
    [InlineData("ephemeral", "Restricted")]
    [InlineData("image", "Restricted")]
    [InlineData("persistentVolumeClaim", "Restricted")]
    [InlineData("projected", "Restricted")]
    [InlineData("secret", "Restricted")]
    [InlineData("nfs", "Baseline")]
    [InlineData("iscsi", "Baseline")]
    [InlineData("gitRepo", "Baseline")]
    [InlineData("flexVolume", "Baseline")]
    [InlineData("azureDisk", "Baseline")]
    public void Knows_the_level_that_a_volume_needs(string source, string level)
    {
        var volume = new JsonObject { ["name"] = "a", [source] = new JsonObject() };

        PodSecurityEvaluator.Volume(None, volume).Level.ToString().ShouldBe(level);
    }

    [Theory]
    [InlineData("container.apparmor.security.beta.kubernetes.io/web", "unconfined", "Privileged")]
    [InlineData("container.apparmor.security.beta.kubernetes.io/web", "runtime/default", "Restricted")]
    [InlineData("container.apparmor.security.beta.kubernetes.io/web", "localhost/mine", "Restricted")]
    [InlineData("container.apparmor.security.beta.kubernetes.io/web", "", "Restricted")]
    [InlineData("container.apparmor.security.beta.kubernetes.io/web", "RuntimeDefault", "Privileged")]
    [InlineData("container.seccomp.security.alpha.kubernetes.io/web", "unconfined", "Restricted")]
    [InlineData("example.com/a", "unconfined", "Restricted")]
    public void Knows_the_level_that_an_annotation_needs(string key, string value, string level) =>
        PodSecurityEvaluator.Annotation(None, key, value).Level.ToString().ShouldBe(level);

    private static SecurityNeed None => new("profile", PodSecurityLevel.Restricted, "");

    // A container that restricted admits, with one thing changed.
    private static string Level(string fields)
    {
        var container = new JsonObject { ["name"] = "a", ["image"] = "i", ["securityContext"] = JsonNode.Parse(Restricted) };
        foreach (var (name, value) in JsonNode.Parse(fields)!.AsObject())
        {
            if (name == "securityContext")
            {
                foreach (var (field, setting) in value!.AsObject())
                {
                    container["securityContext"]![field] = setting?.DeepClone();
                }
            }
            else
            {
                container[name] = value?.DeepClone();
            }
        }

        return PodSecurityEvaluator.Container(None, container).Level.ToString();
    }

    private static string Fields(string field, string handler, string host)
    {
        var called = new JsonObject { [handler] = new JsonObject { ["port"] = 80, ["host"] = host } };
        var fields = field is "postStart" or "preStop"
            ? new JsonObject { ["lifecycle"] = new JsonObject { [field] = called } }
            : new JsonObject { [field] = called };
        return RelaxedJson.Text(fields);
    }
}
