namespace Injector.Profiles.Tests.Rules;

public sealed class VolumeRulesTests
{
    [Theory]
    [InlineData("comfigMap: {name: x}", "Volume has no field 'comfigMap'; did you mean 'configMap'?")]
    [InlineData("emptyDir: {}, secret: {secretName: x}", "'emptyDir' and 'secret' exclude each other; a volume has one source")]
    [InlineData("emptyDir: {sizeLimit: -1}", "must not be negative")]
    [InlineData("emptyDir: {sizeLimit: 512m}", "write 512Mi")]
    [InlineData("emptyDir: {sizeLimit: 0.5}", "is not a whole number of bytes")]
    [InlineData("emptyDir: {sizeLimit: lots}", "'lots' is not a quantity")]
    [InlineData("hostPath: {path: /a/../b}", "must have no '..'")]
    [InlineData("hostPath: {path: /a, type: Dir}", "is 'Dir'")]
    [InlineData("configMap: {name: a, defaultMode: 644}", "not a file mode")]
    [InlineData("configMap: {name: a, items: [{key: a, path: ../b}]}", "must be relative")]
    [InlineData("configMap: {name: a, items: [{key: a, path: b, mode: 0644}]}", "write 0o644 for octal")]
    [InlineData("projected: {sources: [{}]}", "states no source")]
    [InlineData("secret: []", "is a list, not an object")]
    public void Are_those_of_the_API_server(string source, string expected) =>
        ProfileSource.Error($"volumes: [{{name: data, {source}}}]").ShouldContain(expected);

    [Fact]
    public void Ask_for_a_source() => ProfileSource.Error("volumes: [{name: data}]").ShouldContain("states no source");

    [Fact]
    public void Ask_for_a_name() => ProfileSource.Error("volumes: [{emptyDir: {}}]").ShouldContain("the field 'name' is missing");
}
