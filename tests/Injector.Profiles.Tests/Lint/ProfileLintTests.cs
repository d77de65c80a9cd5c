using Injector.Profiles.BuiltIn;
using Injector.Profiles.Files;
using Injector.Profiles.Lint;

namespace Injector.Profiles.Tests.Lint;

public sealed class ProfileLintTests
{
    /// <summary>A sidecar of which nothing is to be said; further fields of its container can follow.</summary>
    private const string Good = "sidecars: [{container: {name: helper, image: 'example/helper:1', securityContext: {runAsUser: 65532}, ";

    public static TheoryData<string> BuiltIns => [.. BuiltInProfiles.Names];

    [Theory]
    [MemberData(nameof(BuiltIns))]
    public void Has_nothing_to_say_of_the_built_in_profiles(string name) =>
        ProfileText.Parse(BuiltInProfiles.Text(name)!, $"{name}.yaml").Warnings.Select(warning => warning.ToString()).ShouldBeEmpty();

    [Fact]
    public void Names_line_field_and_code_and_leaves_the_profile_in_use()
    {
        var load = ProfileText.Parse(ProfileSource.Document("parameters:\n  - {name: lines, type: integer, default: 3}\n" + Good + "}}]"), "sample.yaml");

        load.Profiles.ShouldHaveSingleItem();
        load.Errors.ShouldBeEmpty();
        load.Warnings.ShouldHaveSingleItem().ToString().ShouldBe(
            "sample.yaml:7:8: warning: spec.parameters[0].name: nothing refers to the parameter 'lines', so that pods which set it get no other result; "
            + "write $(params.lines) where its value belongs, or remove it (unused-parameter)");
    }

    [Fact]
    public void Says_nothing_of_a_profile_with_errors() =>
        ProfileText.Parse(ProfileSource.Document("sidecars: [{container: {name: helper, image: example/helper, arg: []}}]"), "sample.yaml").Warnings.ShouldBeEmpty();

    [Theory]
    [InlineData("type: string, default: $(workload.name)", "write defaultFrom: workload.name in place of default")]
    [InlineData("type: string, default: 'x-$(pod.namespace)'", "write defaultFrom: pod.namespace in place of default, and put the rest of the text where $(params.p) is used")]
    [InlineData("type: string, default: '$(params.q)'", "write $(params.q) where $(params.p) is used")]
    [InlineData("type: list, default: [a, $(workload.kind)]", "write defaultFrom: workload.kind")]
    [InlineData("type: text, default: \"a\\n$(app.user)\\n\"", "write defaultFrom: app.user")]
    [InlineData("type: enum, enum: [a, $(pod.namespace)], default: a", "words of an enum are compared as they are written")]
    public void Finds_defaults_and_words_that_are_never_rendered(string fields, string expected) =>
        Warning($"parameters: [{{name: p, {fields}}}, {{name: q, default: x}}]\n" + Good + "args: [$(params.p), $(params.q)]}}]", "unrendered-variable").ShouldContain(expected);

    [Theory]
    [InlineData("$(HOSTNAME)")]
    [InlineData("$$(workload.name)")]
    [InlineData("${HOME}")]
    public void Leaves_defaults_alone_that_are_for_a_kubelet_or_a_shell(string text) =>
        Codes($"parameters: [{{name: p, default: '{text}'}}]\n" + Good + "args: [$(params.p)]}}]").ShouldBeEmpty();

    [Fact]
    public void Finds_variables_in_keys_and_allowed_images()
    {
        Warning("files: [{name: a, content: {level: {'x-$(workload.name)': 1}}}]\n" + Good + "volumeMounts: [{name: files, mountPath: /etc/a}]}}]", "unrendered-variable")
            .ShouldContain("a key is never rendered");
        Warning("earlierImages: ['registry.test/$(pod.namespace)']\n" + Good + "}}]", "unrendered-variable").ShouldContain("nothing matches");
        Warning("overrides: [image]\nallowedImages: ['$(pod.namespace)/*']\n" + Good + "}}]", "unrendered-variable").ShouldContain("nothing matches");
    }

    [Theory]
    [InlineData("parameters: [{name: p, default: x}]\n" + Good + "}}]", "unused-parameter")]
    [InlineData("ports: [{name: http, port: 8080, range: 8080-8089}]\n" + Good + "}}]", "unused-port")]
    [InlineData("volumes: [{name: data, emptyDir: {}}]\n" + Good + "}}]", "unused-volume")]
    [InlineData("files: [{name: a.conf, content: x}]\n" + Good + "}}]", "unused-files")]
    public void Finds_what_is_declared_and_never_used(string spec, string code) => Codes(spec).ShouldBe([code]);

    [Theory]
    [InlineData("parameters: [{name: p, type: boolean, default: false}, {name: q, requiredWhen: params.p}]\n" + Good + "args: [$(params.q)]}}]")]
    [InlineData("parameters: [{name: p, type: boolean, default: false}]\nsidecars: [{$when: params.p, container: {name: a, image: 'b:1', securityContext: {runAsUser: 1}}}]")]
    [InlineData("parameters: [{name: p, type: list, default: [x]}]\n" + Good + "args: [{$each: params.p, $value: $(each.item)}]}}]")]
    [InlineData("parameters: [{name: p, type: port, default: 8080}]\nports: [{name: http, port: $(params.p)}]\n" + Good + "}}]")]
    [InlineData("parameters: [{name: p, default: x}]\nfiles: [{name: a.conf, text: y, $when: params.p == x}]\n" + Good + "volumeMounts: [{name: files, mountPath: /a}]}}]")]
    [InlineData("parameters: [{name: p, default: x}]\nwarnings: [{text: 'is $(params.p)'}]\n" + Good + "}}]")]
    [InlineData("ports: [{name: http, port: 8080}]\n" + Good + "}}]")]
    [InlineData("volumes: [{name: data, emptyDir: {}}]\napplication: {volumeMounts: [{name: data, mountPath: /data}]}\n" + Good + "}}]")]
    [InlineData("parameters: [{name: p, default: data}]\nvolumes: [{name: data, emptyDir: {}}]\n" + Good + "volumeMounts: [{name: $(params.p), mountPath: /data}]}}]")]
    [InlineData("volumes: [{name: data, emptyDir: {}}]\n" + Good + "volumeMounts: [{$when: workload.name, $value: {name: data, mountPath: /data}}]}}]")]
    public void Sees_every_way_to_use_something(string spec) => Codes(spec).ShouldBeEmpty();

    [Theory]
    [InlineData("example/helper", "has no tag, which means latest")]
    [InlineData("example/helper:latest", "names no version")]
    [InlineData("registry.example:5000/team/helper", "write a version such as registry.example:5000/team/helper:1.2.3")]
    [InlineData("$(params.p)", "'example/other' has no tag")]
    [InlineData("example/helper:$(params.tag)", "'example/helper:latest' names no version")]
    [InlineData("$(params.word)", "'b:latest' names no version")]
    public void Finds_images_without_a_version(string image, string expected) =>
        Warning(Images(image), "untagged-image").ShouldContain(expected);

    [Theory]
    [InlineData("example/helper:1")]
    [InlineData("registry.example:5000/helper:1.2")]
    [InlineData("example/helper@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("$(app.image)")]
    [InlineData("example/helper:$(params.example)")]
    public void Leaves_images_with_a_version_alone(string image) => Codes(Images(image)).ShouldNotContain("untagged-image");

    [Fact]
    public void Finds_image_volumes_without_a_version() =>
        Codes("volumes: [{name: model, image: {reference: example/model}}]\n" + Good + "volumeMounts: [{name: model, mountPath: /m}]}}]").ShouldBe(["untagged-image"]);

    [Theory]
    [InlineData("", "states no runAsUser")]
    [InlineData("securityContext: {readOnlyRootFilesystem: false}", "states no runAsUser")]
    [InlineData("securityContext: {runAsNonRoot: true}", "states no runAsUser")]
    [InlineData("securityContext: {runAsUser: $(app.user)}", "take a parameter with defaultFrom: app.user and a default")]
    [InlineData("securityContext: {runAsUser: $(params.unset)}", "give the parameter a default such as 65532")]
    [InlineData("securityContext: {runAsUser: $(params.free)}", "write minimum: 1 at the parameter 'free'")]
    [InlineData("securityContext: {runAsNonRoot: $(params.yes)}", "states no runAsUser")]
    public void Finds_containers_that_an_image_of_root_keeps_from_starting(string fields, string expected) =>
        Warning(Users($"container: {{name: a, image: 'b:1', {fields}}}"), "no-run-as-user").ShouldContain(expected);

    [Theory]
    [InlineData("container: {name: a, image: 'b:1', securityContext: {runAsUser: 65532}}")]
    [InlineData("container: {name: a, image: 'b:1', securityContext: {runAsNonRoot: false}}")]
    [InlineData("container: {name: a, image: 'b:1', securityContext: {runAsUser: 0, runAsNonRoot: false}}")]
    [InlineData("container: {name: a, image: 'b:1', securityContext: {runAsUser: $(params.bounded)}}")]
    [InlineData("container: {name: a, image: $(app.image)}")]
    [InlineData("copy: [securityContext], container: {name: a, image: 'b:1'}")]
    public void Leaves_containers_alone_that_say_who_they_are(string entry) => Codes(Users(entry)).ShouldNotContain("no-run-as-user");

    [Theory]
    [InlineData("env: [{name: DB_PASSWORD, value: hunter2}]")]
    [InlineData("env: [{name: ApiKey, value: '0123'}]")]
    [InlineData("env: [{name: DATABASE_URL, value: 'postgres://app:hunter2@db:5432/shop'}]")]
    [InlineData("env: [{$when: workload.name, $value: {name: SMTP_PASS, value: hunter2}}]")]
    [InlineData("args: [--token=abc]")]
    [InlineData("args: [--client-secret, abc]")]
    [InlineData("command: [sh, -c, \"export AWS_SECRET_ACCESS_KEY=abc\\nrun\"]")]
    [InlineData("livenessProbe: {httpGet: {port: 80, httpHeaders: [{name: Authorization, value: Bearer abc}]}}")]
    public void Finds_secrets_in_plain_text_and_never_quotes_them(string fields)
    {
        var warning = Warning(Good + fields + "}}]", "plain-text-secret");

        warning.ShouldContain("secretKeyRef");
        warning.ShouldNotContain("hunter2");
        warning.ShouldNotContain("abc");
    }

    [Theory]
    [InlineData("{name: a.json, content: {auth: {password: hunter2}}}")]
    [InlineData("{name: redis.conf, content: \"port 1\\nrequirepass hunter2\\n\"}")]
    [InlineData("{name: app.properties, content: \"db.password=hunter2\\n\"}")]
    [InlineData("{name: a.ini, text: \"[db]\\npassword = 'hunter2'\\n\"}")]
    [InlineData("{name: a.hcl, content: \"api_token = \\\"hunter2\\\"\\n\"}")]
    [InlineData("{name: key.pem, text: \"-----BEGIN EC PRIVATE KEY-----\\nabc\\n\"}")]
    public void Finds_secrets_in_files(string file) =>
        Codes($"files: [{file}]\n" + Good + "volumeMounts: [{name: files, mountPath: /etc/a}]}}]").ShouldBe(["plain-text-secret"]);

    [Theory]
    [InlineData("{name: password, default: hunter2}", "holds a secret that everybody reads")]
    [InlineData("{name: url, default: 'amqp://guest:hunter2@mq'}", "holds a secret that everybody reads")]
    [InlineData("{name: apiToken}", "call it apiTokenSecret")]
    public void Finds_secrets_in_parameters(string parameter, string expected)
    {
        var name = parameter["{name: ".Length..].Split(',', '}')[0];
        Warning($"parameters: [{parameter}]\n" + Good + $"args: [$(params.{name})]}}}}]", "plain-text-secret").ShouldContain(expected);
    }

    [Theory]
    [InlineData("env: [{name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}]")]
    [InlineData("env: [{name: DB_PASSWORD_FILE, value: /run/secrets/db}]")]
    [InlineData("env: [{name: DB_PASSWORD, value: ''}]")]
    [InlineData("env: [{name: DATABASE_URL, value: 'postgres://app:$(DB_PASSWORD)@db/shop'}]")]
    [InlineData("env: [{name: ALLOW_EMPTY_PASSWORD, value: 'yes'}]")]
    [InlineData("env: [{name: TOKEN_TTL, value: 1h}]")]
    [InlineData("env: [{name: HOST_KEY, value: x}]")]
    [InlineData("args: [--token-file=/run/token, '--token=$(TOKEN)', --password-file, /run/x]")]
    [InlineData("command: [sh, -c, \"TOKEN=$(cat /run/token)\\n# password=x\\nexec run\"]")]
    public void Leaves_names_files_and_references_of_secrets_alone(string fields) => Codes(Good + fields + "}}]").ShouldBeEmpty();

    [Theory]
    [InlineData("secret", "envFrom: [{secretRef: {name: $(params.secret)}}]")]
    [InlineData("token", "env: [{name: T, valueFrom: {secretKeyRef: {name: a, key: $(params.token)}}}]")]
    [InlineData("secretName", "args: [$(params.secretName)]")]
    [InlineData("passwordFile", "args: [$(params.passwordFile)]")]
    public void Leaves_parameters_alone_that_name_a_Secret(string name, string fields) =>
        Codes($"parameters: [{{name: {name}, required: true}}]\n" + Good + fields + "}}]").ShouldBeEmpty();

    [Theory]
    [InlineData("{name: a.json, content: '{\"port\": $(params.port)}'}", "text-for-tree")]
    [InlineData("{name: a.yaml, content: \"port: $(params.port)\\n\"}", "text-for-tree")]
    [InlineData("{name: settings, content: '{\"port\": $(params.port)}'}", "text-for-tree")]
    [InlineData("{name: a.txt, content: $(params.items)}", "text-for-tree")]
    [InlineData("{name: a.conf, content: 'limit $(params.size);'}", "kubernetes-unit")]
    [InlineData("{name: a.conf, content: 'log \"$(params.word)\";'}", "open-value")]
    [InlineData("{name: a.conf, content: 'hosts $(params.items);'}", "open-value")]
    [InlineData("{name: a.conf, content: 'extra $(params.lines);'}", "open-value")]
    public void Finds_text_files_that_a_value_can_break(string file, string code) => Codes(Text(file)).ShouldBe([code]);

    [Theory]
    [InlineData("{name: a.conf, content: 'listen $(params.port);'}")]
    [InlineData("{name: a.conf, content: $(params.word)}")]
    [InlineData("{name: a.properties, content: $(params.lines)}")]
    [InlineData("{name: a.ini, content: \"[a]\\n$(params.lines)\\n[b]\\n\"}")]
    [InlineData("{name: a.conf, content: 'user $(params.strict);'}")]
    [InlineData("{name: a.conf, content: 'limit $(params.bytes);'}")]
    [InlineData("{name: a.json, content: {limit: $(params.size)}}")]
    [InlineData("{name: a.json, content: '{\"constant\": true}'}")]
    [InlineData("{name: a.json, content: {word: $(params.word), lines: $(params.lines)}}")]
    public void Leaves_text_files_alone_whose_values_keep_their_place(string file) => Codes(Text(file)).ShouldBeEmpty();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Cuts_no_character_in_half(int offset)
    {
        var path = new string('x', offset) + string.Concat(Enumerable.Repeat("🚢", 100));

        new LintWarning("plain-text-secret", "a", 1, 1, path, "m").Short.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
    }

    [Fact]
    public void Is_short_enough_for_an_admission_warning_wherever_it_is()
    {
        var warning = new LintWarning("plain-text-secret", "a", 1, 1, $"spec.files[0].content.{new string('x', 200)}", "m");

        warning.Short.Length.ShouldBe(LintWarning.MaxShort);
        warning.Short.ShouldStartWith("plain-text-secret: spec.files[0].content.x");
        warning.Short.ShouldEndWith("…; injector profiles lint says more");
    }

    private static string Images(string image) =>
        "parameters: [{name: p, default: example/other}, {name: tag, default: latest}, {name: word, type: enum, enum: ['a:1', 'b:latest'], default: 'a:1'}, "
        + "{name: example, required: true, pattern: '[0-9.]+', example: '1.0'}]\n"
        + $"sidecars: [{{container: {{name: a, image: '{image}', securityContext: {{runAsUser: 1}}, args: [$(params.p), $(params.tag), $(params.word), $(params.example)]}}}}]";

    private static string Users(string entry) =>
        "parameters: [{name: unset, type: integer, minimum: 1}, {name: free, type: integer, default: 7}, {name: bounded, type: integer, default: 7, minimum: 1}, "
        + "{name: 'yes', type: boolean, default: true}]\n"
        + $"warnings: [{{text: '$(params.unset) $(params.free) $(params.bounded) $(params.yes)'}}]\nsidecars: [{{{entry}}}]";

    private static string Text(string file) =>
        "parameters: [{name: port, type: port, default: 80}, {name: items, type: list, default: [a]}, {name: word, default: x}, {name: lines, type: text, default: \"a=1\\nb=2\"}, "
        + "{name: size, type: quantity, default: 8Mi}, {name: bytes, type: quantity, default: 1024, pattern: '[0-9]+'}, "
        + "{name: strict, default: x, pattern: '[a-z]+'}]\nwarnings: [{text: '$(params.size) $(params.bytes) $(params.port) $(params.items) $(params.word) $(params.lines) $(params.strict)'}]\n"
        + $"files: [{file}]\n" + Good + "volumeMounts: [{name: files, mountPath: /etc/a}]}}]";

    private static string Warning(string spec, string code) => Lint(spec).Where(warning => warning.Code == code).ShouldHaveSingleItem().ToString();

    private static string[] Codes(string spec) => [.. Lint(spec).Select(warning => warning.Code)];

    private static IEnumerable<LintWarning> Lint(string spec)
    {
        var load = ProfileText.Parse(ProfileSource.Document(spec), "sample.yaml");
        load.Errors.ShouldBeEmpty();
        return load.Warnings;
    }
}
