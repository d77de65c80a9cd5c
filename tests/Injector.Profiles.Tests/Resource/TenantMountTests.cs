using Injector.Profiles.Resource;
using Injector.Profiles.Resource.Restrictions;

namespace Injector.Profiles.Tests.Resource;

/// <summary>The rule <c>loader</c> for mounts in the application.</summary>
public sealed class TenantMountTests
{
    private const string Each = """{"name":"paths","type":"list","default":["/usr/lib","a=lib"]}""";

    [Theory]
    [InlineData("/usr/lib")]
    [InlineData("/usr")]
    [InlineData("/usr/lib/x86_64-linux-gnu/")]
    [InlineData("//usr/./lib")]
    [InlineData("/usr/local/lib64")]
    [InlineData("/etc/ld.so.conf.d")]
    [InlineData("/etc/alternatives")]
    [InlineData("/run/secrets/kubernetes.io")]
    public void Refuses_a_folder_of_the_system(string path) => ShouldBeRefused("", path);

    [Theory]
    [InlineData("/srv/../lib")]
    [InlineData("/usr/lib/x/..")]
    [InlineData("srv/../lib")]
    [InlineData("usr/lib")]
    [InlineData("/")]
    public void Refuses_what_is_no_mount_path_either(string path) => Refusals("", path).ShouldHaveSingleItem().Rule.ShouldBe("loader");

    [Theory]
    [InlineData("""{"name":"path","default":"//etc/"}""", "$(params.path)")]
    [InlineData("""{"name":"path","type":"path","enum":["/srv","/usr/lib"],"default":"/srv"}""", "$(params.path)")]
    [InlineData("""{"name":"path","type":"enum","enum":["/usr/lib"],"required":true}""", "$(params.path)")]
    [InlineData("""{"name":"path","type":"list","default":"/usr/lib,"}""", "$(params.path)")]
    [InlineData("""{"name":"path","type":"list","default":["/usr/lib"]}""", "$(params.path)")]
    [InlineData("""{"name":"path","default":"b"}""", "/usr/li$(params.path)")]
    [InlineData("""{"name":"number","type":"integer","default":"032"}""", "/lib$(params.number)")]
    [InlineData("""{"name":"a","default":"/us"},{"name":"b","default":"r/lib"}""", "$(params.a)$(params.b)")]
    [InlineData("""{"name":"a","default":"/srv/."},{"name":"b","default":"./lib"}""", "$(params.a)$(params.b)")]
    [InlineData("""{"name":"a","default":"../lib"}""", "/srv/$(params.a)")]
    public void Refuses_what_the_words_of_parameters_make(string parameters, string path) => ShouldBeRefused(parameters, path);

    [Theory]
    [InlineData("""{"name":"path"}""", "/usr/lib$(params.path)")]
    [InlineData("""{"name":"path"}""", "$(params.path)/usr/lib/x")]
    [InlineData("""{"name":"kind","default":"share"}""", "/usr/$(params.kind)")]
    [InlineData("""{"name":"kind","pattern":"l[i]b","example":"lib","required":true}""", "/usr/$(params.kind)")]
    [InlineData("""{"name":"folder","required":true}""", "/$(params.folder)")]
    [InlineData("""{"name":"base","default":"/srv"}""", "$(params.base)/lib")]
    [InlineData("""{"name":"base","default":"/srv"}""", "$(params.base)/lib/x")]
    [InlineData("""{"name":"base","default":"/srv"},{"name":"kind","default":"x"}""", "$(params.base)/$(params.kind)")]
    [InlineData("""{"name":"dot","type":"enum","enum":["a","."],"default":"a"}""", "/srv/.$(params.dot)/lib")]
    public void Refuses_what_an_innocent_word_of_the_pods_author_would_make(string parameters, string path) => ShouldBeRefused(parameters, path);

    [Theory]
    [InlineData("", "$(app.workingDir)")]
    [InlineData("", "/opt/$(app.workingDir)")]
    [InlineData("", "/$(profile.name)")]
    [InlineData("", "/$(pod.namespace)")]
    [InlineData("""{"name":"path","defaultFrom":"app.workingDir"}""", "$(params.path)")]
    [InlineData("""{"name":"path","default":"/srv","defaultFrom":"app.workingDir"}""", "$(params.path)")]
    [InlineData("""{"name":"path","default":"/srv","defaultFrom":"app.workingDir"}""", "/srv/$(params.path)")]
    public void Refuses_what_something_else_decides(string parameters, string path) => ShouldBeRefused(parameters, path);

    [Theory]
    [InlineData("""{"$each":"params.paths","name":"v","mountPath":"$(each.item)"}""", "[0].mountPath")]
    [InlineData("""{"$each":"params.paths","$value":{"name":"v","mountPath":"/usr/$(each.value)"}}""", "[0].$value.mountPath")]
    [InlineData("""{"$when":"params.paths","$items":[{"$each":"params.paths","name":"v","mountPath":"/$(each.key)"}]}""", "[0].$items[0].mountPath")]
    [InlineData("""{"$when":"params.paths","$value":{"name":"v","mountPath":"/usr/lib"}}""", "[0].$value.mountPath")]
    [InlineData("""{"name":"v","mountPath":"/usr/lib","subPath":"a"}""", "[0].mountPath")]
    public void Refuses_through_repetitions_and_conditions(string mount, string field)
    {
        var refusal = Reading(Each, mount).Refused().ShouldHaveSingleItem();

        refusal.Rule.ShouldBe("loader");
        refusal.FieldPath.ShouldBe($"spec.application.volumeMounts{field}");
    }

    [Theory]
    [InlineData("", "/usr/share/nginx/html")]
    [InlineData("", "/dev/shm")]
    [InlineData("", "/etc/nginx/conf.d")]
    [InlineData("", "/srv/$$(params.x)")]
    [InlineData("", "/srv/$(NAME)")]
    [InlineData("""{"name":"path"}""", "$(params.path)")]
    [InlineData("""{"name":"path","default":"/var/log/app"}""", "$(params.path)")]
    [InlineData("""{"name":"path","default":"/var/log"}""", "$(params.path)/app")]
    [InlineData("""{"name":"path","type":"path","required":true}""", "$(params.path)/")]
    [InlineData("""{"name":"name","default":"app"}""", "/var/log/$(params.name)")]
    [InlineData("""{"name":"name"}""", "/usr/share/$(params.name)/html")]
    public void Allows_what_ordinary_profiles_do(string parameters, string path) => Refusals(parameters, path).ShouldBeEmpty();

    /// <summary>Whatever way a path is cut into constants and defaults.</summary>
    [Fact]
    public void No_path_that_the_profile_alone_decides_is_one_of_the_systems()
    {
        string[] parts = ["", "/", "/usr", "/usr/l", "ib", "/lib", "/srv/.", "./lib", "/../lib", "/etc/", "ld.so.conf.d", "/x"];
        foreach (var (start, @default, end) in from a in parts from b in parts from c in parts select (a, b, c))
        {
            var path = Path.GetFullPath($"/{start}{@default}{end}".Replace("//", "/", StringComparison.Ordinal)).TrimEnd('/');
            if (path is "" or "/usr" or "/etc" or "/etc/ld.so.conf.d" || path.StartsWith("/usr/lib", StringComparison.Ordinal) || path.StartsWith("/lib", StringComparison.Ordinal))
            {
                if (start.Length + @default.Length + end.Length > 0)
                {
                    Refusals($$"""{"name":"p","default":"{{@default}}"}""", $"{start}$(params.p){end}").ShouldNotBeEmpty($"{start} + {@default} + {end}");
                }
            }
        }
    }

    private static void ShouldBeRefused(string parameters, string path)
    {
        var refusal = Refusals(parameters, path).ShouldHaveSingleItem();
        refusal.Rule.ShouldBe("loader");
        refusal.FieldPath.ShouldBe("spec.application.volumeMounts[0].mountPath");
        refusal.ToString().ShouldContain(path);
    }

    private static IReadOnlyList<TenantRefusal> Refusals(string parameters, string path) =>
        Reading(parameters, $$"""{"name":"v","mountPath":"{{path}}"}""").Refused();

    private static ResourceReading Reading(string parameters, string mount) =>
        new ProfileResourceReader("injector-system", ProfileRestrictions.Default).Read(new ProfileObject
        {
            Namespace = "shop",
            Name = "own",
            Spec = $$$"""{"parameters":[{{{parameters}}}],"volumes":[{"name":"v","emptyDir":{}}],"application":{"volumeMounts":[{{{mount}}}]}}""",
        });
}

file static class Readings
{
    internal static IReadOnlyList<TenantRefusal> Refused(this ResourceReading reading) => [.. reading.Refusals, .. reading.Tolerated];
}
