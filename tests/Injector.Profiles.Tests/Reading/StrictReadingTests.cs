using Injector.Core.Profiles;
using Injector.Core.Profiles.Parameters;
using Injector.Core.Profiles.Templates;
using Injector.Profiles.Errors;
using Injector.Profiles.Files;

namespace Injector.Profiles.Tests.Reading;

public sealed class StrictReadingTests
{
    [Fact]
    public void Reads_every_field_of_a_profile()
    {
        var profile = ProfileSource.Load(
            """
            description: Says hello.
            priority: 7
            parameters:
              - {name: greeting, type: string, default: hello, pattern: '[a-z]+', description: What to say., example: hi}
              - {name: mode, type: enum, enum: [loud, quiet], required: true}
              - {name: volume, type: integer, minimum: 1, maximum: 10, requiredWhen: params.mode == loud}
            ports:
              - {name: http, port: 8080, range: 19000-19099, protocol: UDP, $when: params.mode == loud}
            overrides: [resources, image]
            allowedImages: ['example/*']
            onConflict: rename
            apiToken: true
            allowHostNetwork: true
            files:
              - {name: a.json, content: {say: $(params.greeting)}, $when: params.mode == loud}
              - {name: b.txt, text: "constant"}
            sidecars:
              - {position: before:other, $when: params.mode == loud, container: {name: helper, image: 'example/helper:1'}}
            initContainers:
              - {container: {name: setup, image: 'example/helper:1'}}
            """);

        (profile.Description, profile.Priority, profile.OnConflict, profile.ApiToken, profile.AllowHostNetwork)
            .ShouldBe(("Says hello.", 7, NameConflictHandling.Rename, true, true));
        profile.Parameters.Select(parameter => parameter.Type).ShouldBe([ParameterType.String, ParameterType.Enum, ParameterType.Integer]);
        profile.Parameters[0].Default.ShouldBe(new TemplateValue.Text("hello"));
        profile.Parameters.Select(parameter => parameter.Example).ShouldBe(["hi", "loud", "1"]);
        profile.Parameters[2].RequiredWhen.ShouldNotBeNull();
        (profile.Ports[0].RangeStart, profile.Ports[0].RangeEnd, profile.Ports[0].Protocol).ShouldBe((19000, 19099, "UDP"));
        profile.Overrides.Fields.ShouldBe(["resources", "image"]);
        profile.Overrides.AllowedImages.ShouldBe(["example/*"]);
        profile.Files.Select(file => (file.Name, file.Text, Conditional: file.When is not null)).ShouldBe([("a.json", null, true), ("b.txt", "constant", false)]);
        profile.Sidecars[0].Position.ShouldBe(new ContainerPosition(PositionKind.Before, "other"));
        profile.Sidecars[0].When.ShouldNotBeNull();
        profile.InitContainers[0].Name.ShouldBe("setup");
        profile.Source.ShouldBe("sample.yaml");
    }

    [Theory]
    [InlineData("sidecar: []", "spec.sidecar: there is no field 'sidecar' here; did you mean 'sidecars'?")]
    [InlineData("priority: high", "spec.priority: is text, not a whole number")]
    [InlineData("priority: 99999999999", "spec.priority: is not a whole number of 32 bits")]
    [InlineData("apiToken: yes", "spec.apiToken: is text, not true or false")]
    [InlineData("description: 7", "spec.description: is a whole number, not text; put it in quotes")]
    [InlineData("onConflict: replace", "known are deny, rename")]
    [InlineData("volumes: {}", "spec.volumes: is an object, not a list")]
    [InlineData("parameters: [path]", "spec.parameters[0]: is text, not an object")]
    [InlineData("parameters: [{type: string}]", "spec.parameters[0]: the field 'name' is missing")]
    [InlineData("parameters: [{name: p, type: strin}]", "did you mean 'string'?")]
    [InlineData("parameters: [{name: p, type: port, default: 0}]", "spec.parameters[0].default: '0' is not a port number (1 to 65535)")]
    [InlineData("parameters: [{name: p, type: path, example: x}]", "spec.parameters[0].example: 'x' is not an absolute path")]
    [InlineData("parameters: [{name: p}, {name: p}]", "there are two parameters 'p'")]
    [InlineData("parameters: [{name: 1p}]", "is not a parameter name")]
    [InlineData("parameters: [{name: p, type: enum}]", "needs the field 'enum'")]
    [InlineData("parameters: [{name: p, default: a, required: true}]", "remove 'required' or 'default'")]
    [InlineData("parameters: [{name: p, pattern: '('}]", "not a regular expression")]
    [InlineData("parameters: [{name: p, pattern: '(a)\\1'}]", "not a regular expression of the linear kind")]
    [InlineData("parameters: [{name: p, pattern: 'a+'}]", "needs an example")]
    [InlineData("parameters: [{name: p, pattern: 'a+', default: b}]", "does not match the pattern a+")]
    [InlineData("parameters: [{name: p, type: string, minimum: 3}]", "minimum and maximum go with type integer or quantity")]
    [InlineData("parameters: [{name: p, type: quantity, minimum: 1Gi, maximum: 64Mi}]", "is more than the maximum 64Mi")]
    [InlineData("parameters: [{name: p, type: quantity, minimum: 64MB}]", "is not a quantity")]
    [InlineData("parameters: [{name: p, type: quantity, minimum: 64Mi, default: 63Mi}]", "'63Mi' is less than 64Mi")]
    [InlineData("parameters: [{name: p, type: integer, minimum: 64Mi}]", "not a whole number")]
    [InlineData("parameters: [{name: p, type: integer, minimum: 3, maximum: 2}]", "is more than the maximum 2")]
    [InlineData("parameters: [{name: p, items: port}]", "'items' names the type of a list's items")]
    [InlineData("parameters: [{name: p, requiredWhen: params.q == x}]", "the profile has no parameter 'q'")]
    [InlineData("ports: [{name: http}]", "the field 'port' is missing")]
    [InlineData("ports: [{name: http, port: 70000}]", "70000 is not a port number")]
    [InlineData("ports: [{name: http, port: 80, range: 90-80}]", "'90-80' is not a range of ports")]
    [InlineData("ports: [{name: http, port: 80}, {name: http, port: 81}]", "there are two ports 'http'")]
    [InlineData("ports: [{name: http, port: 80, protocol: tcp}]", "did you mean 'TCP'?")]
    [InlineData("overrides: [resource]", "did you mean 'resources'?")]
    [InlineData("overrides: [name]", "not a field of a container that a pod may change")]
    [InlineData("overrides: [image]", "'allowedImages' go together")]
    [InlineData("earlierImages: ['registry.example.com/*']", "is not an image reference")]
    [InlineData("earlierImages: ['two words']", "is not an image reference")]
    [InlineData("{overrides: [resources], parameters: [{name: resources}]}", "one annotation would mean two things")]
    [InlineData("files: [{name: a}]", "one of 'content'")]
    [InlineData("files: [{name: a, text: x, content: y}]", "one of 'content'")]
    [InlineData("files: [{name: a, text: 'x $(params.y)'}]", "never a template")]
    [InlineData("files: [{name: a/b, text: x}]", "is not a file name for this profile")]
    [InlineData("files: [{name: a, text: x}, {name: a, text: y}]", "there are two files 'a'")]
    [InlineData("{ambassador: {engine: envoy, adminPort: '19001'}, files: [{name: a, generated: ambassador}, {name: sds-a, text: x}]}", "'sds-a' is a name that the ambassador's engine may give")]
    [InlineData("{ambassador: {engine: envoy, adminPort: '19001', inbound: '8443=http://localhost:1', rewriteProbes: maybe}, files: [{name: a, generated: ambassador}]}", "neither true nor false")]
    [InlineData("volumes: [{name: a, emptyDir: {}}, {name: a, emptyDir: {}}]", "there are two volumes 'a'")]
    [InlineData("volumes: [{name: Data, emptyDir: {}}]", "is not a volume name")]
    [InlineData("volumes: [{name: kube-api-access-x, emptyDir: {}}]", "takes volumes named")]
    [InlineData("volumes: [{name: '$(pod.namespace)', emptyDir: {}}]", "must be constant")]
    [InlineData("{files: [{name: a, text: x}], volumes: [{name: files, emptyDir: {}}]}", "the volume of the generated files")]
    [InlineData("sidecars: [{container: {name: a, image: b}}, {container: {name: a, image: b}}]", "there are two containers 'a'")]
    [InlineData("sidecars: [{position: middle, container: {name: a, image: b}}]", "write start, first, last, before:<container> or after:<container>")]
    [InlineData("sidecars: [{position: 'before:', container: {name: a, image: b}}]", "'before:' is not a position")]
    [InlineData("sidecars: [{name: a, image: b}]", "there is no field 'name' here")]
    [InlineData("sidecars: [{container: {name: a, image: b, restartPolicy: Always}}]", "set by the injector")]
    [InlineData("sidecars: [{container: {$when: workload.name, name: a, image: b}}]", "put $when beside 'container'")]
    [InlineData("sidecars: [{container: {name: a, image: b, securityContext: {$when: workload.name, privileged: true}}}]", "takes no $when")]
    [InlineData("parameters: [{name: p, type: array}]", "is 'array'; write type: list")]
    [InlineData("parameters: [{name: p, type: Bool}]", "is 'Bool'; write type: boolean")]
    [InlineData("parameters: [{name: p, type: list, items: {type: string}}]", "is an object, not the name of a type; write items: string, or another of string, text")]
    [InlineData("parameters: [{name: p, type: list, items: int}]", "is 'int'; write items: integer")]
    [InlineData("parameters: [{name: p, items: port}]", "as in {type: list, items: port}")]
    [InlineData("parameters: [{name: p, pattern: 'a+'}]", "write example: with a value that the pattern matches")]
    [InlineData("parameters: [{name: p, regex: a}]", "write 'pattern', with an 'example' beside it")]
    [InlineData("parameters: [{name: p, type: integer, min: 1}]", "write 'minimum'")]
    [InlineData("parameters: [{name: p, values: [a]}]", "write 'enum'")]
    [InlineData("parameters: [{name: p, defaultFrom: $(workload.name)}]", "write one of app.container, app.group, app.image, app.pullPolicy, app.user, app.workingDir, pod.namespace, workload.name, workload.kind, workload.replicas as it stands, without $( )")]
    [InlineData("application: {envFrom: [{secretRef: {name: a}}]}", "'application' holds 'volumeMounts' and 'env' for the application's containers, with initContainers: true for the pod's init containers too, and nothing else of them changes; write each variable in 'env'")]
    [InlineData("application: {lifecycle: {}}", "nothing else of them changes")]
    [InlineData("application: {volumes: []}", "volumes stand in 'volumes' of the spec")]
    [InlineData("application: {volumeMont: []}", "did you mean 'volumeMounts'?")]
    [InlineData("containers: []", "containers beside the application stand in 'sidecars'")]
    [InlineData("annotations: {}", "annotations of the pod stand in 'pod'")]
    [InlineData("pod: {nodeSelector: {}}", "'pod' holds 'annotations', 'labels' and 'imagePullSecrets'")]
    [InlineData("sidecars: [{image: a}]", "fields of a container stand one level below, in 'container'")]
    [InlineData("initContainers: [{restartPolicy: Always}]", "fields of a container stand one level below, in 'container'")]
    [InlineData("ports: [{name: a, containerPort: 80}]", "write 'port' here, and containerPort: $(ports.<name>) in 'ports' of the container")]
    [InlineData("files: [{name: a, text: x, mountPath: /a}]", "mount the volume 'files', which holds all of them")]
    [InlineData("files: [{name: a, template: x}]", "write 'content': a tree that becomes JSON, or a text as it is")]
    [InlineData("files: [{name: a, content: 'x $(params.y)'}]", "the profile has no parameter 'y'; there are none")]
    [InlineData("files: [{name: a, content: 'x $(document.body)'}]", "what is no variable is written with two dollars, $$(")]
    [InlineData("files: [{name: a, content: {$when: workload.name, $value: 'x $(params.y)'}}]", "the profile has no parameter 'y'")]
    [InlineData("{parameters: [{name: l, type: list}], files: [{name: a, content: '$(params.l[*])'}]}", "joined by commas as $(params.l)")]
    [InlineData("{files: [{name: a, content: x}], sidecars: [{container: {name: a, image: b, volumeMounts: [{name: config, mountPath: /c}]}}]}", "the generated files are in the volume 'files'")]
    public void Names_the_field_and_the_rule(string spec, string expected) =>
        ProfileSource.Errors(spec).ShouldContain(error => error.Contains(expected, StringComparison.Ordinal), string.Join('\n', ProfileSource.Errors(spec)));

    [Theory]
    [InlineData("[]", "is a list, not an object")]
    [InlineData("kind: SidecarProfile", "the field 'apiVersion' is missing")]
    [InlineData("{apiVersion: injector.io/v1, kind: SidecarProfile, metadata: {name: a}, spec: {}}", "reads only 'injector.io/v1alpha1'")]
    [InlineData("{apiVersion: injector.io/v1alpha1, kind: Profile, metadata: {name: a}, spec: {}}", "reads only 'SidecarProfile'")]
    [InlineData("{apiVersion: injector.io/v1alpha1, kind: SidecarProfile, spec: {}}", "the field 'metadata' is missing")]
    [InlineData("{apiVersion: injector.io/v1alpha1, kind: SidecarProfile, metadata: {name: a}}", "the field 'spec' is missing")]
    [InlineData("{apiVersion: injector.io/v1alpha1, kind: SidecarProfile, metadata: {name: A_b}, spec: {}}", "'A_b' is not a name")]
    [InlineData("{apiVersion: injector.io/v1alpha1, kind: SidecarProfile, metadata: {name: 'true'}, spec: {}}", "has a meaning of its own")]
    [InlineData("{apiVersion: injector.io/v1alpha1, kind: SidecarProfile, metadata: {name: config}, spec: {}}", "has a meaning of its own")]
    [InlineData("{apiVersion: injector.io/v1alpha1, kind: SidecarProfile, metadata: {name: a, nmae: b}, spec: {}}", "did you mean 'name'?")]
    public void Refuses_a_document_of_another_shape(string document, string expected) =>
        ProfileText.Parse(document, "x.yaml").Errors.ShouldContain(error => error.Message.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData(49, false)]
    [InlineData(50, true)]
    public void Leaves_room_for_the_names_of_files_that_an_engine_brings(int length, bool isRefused) =>
        ProfileText.Parse(
            $"{{apiVersion: injector.io/v1alpha1, kind: SidecarProfile, metadata: {{name: {new string('a', length)}}}, "
                + "spec: {ambassador: {engine: envoy, adminPort: '19001', upstreams: 'a=http://b:1'}, files: [{name: a, generated: ambassador}]}}",
            "x.yaml").Errors.Any(error => error.Message.Contains("the name of the profile is too long by 1 characters", StringComparison.Ordinal)).ShouldBe(isRefused);

    [Fact]
    public void Collects_every_error_of_a_file_with_its_line()
    {
        var load = ProfileText.Parse(
            ProfileSource.Document(
                """
                prioritty: 1
                volumes:
                  - name: logs
                    comfigMap: {name: x}
                sidecars:
                  - container:
                      name: helper
                      image: example/helper:1
                      volumemounts: []
                      env:
                        - {name: A, value: 1}
                        - {name: B, value: $(params.nope)}
                """)
            + "---\n" + ProfileSource.Document("priority: x", "second"),
            "many.yaml");

        load.Profiles.ShouldBeEmpty();
        load.Errors.Select(error => error.Line - ProfileSource.LinesAhead).ShouldBe([1, 4, 9, 11, 12, 19]);
        load.Errors[1].ShouldBe(new ProfileError("many.yaml", 9, 7, "spec.volumes[0].comfigMap", "Volume has no field 'comfigMap'; did you mean 'configMap'?"));
        load.Errors[2].Message.ShouldContain("did you mean 'volumeMounts'?");
        load.Errors[3].ToString().ShouldBe("many.yaml:16:23: spec.sidecars[0].container.env[0].value: is the number 1, not text; put it in quotes");
        load.Errors[4].Message.ShouldContain("the profile has no parameter 'nope'");
    }

    [Fact]
    public void Reads_several_profiles_of_one_file()
    {
        var load = ProfileText.Parse($"---\n{ProfileSource.Document("{}", "one")}---\n# nothing here\n---\n{ProfileSource.Document("{}", "two")}", "two.yaml");

        load.Errors.ShouldBeEmpty();
        load.Profiles.Select(profile => profile.Name).ShouldBe(["one", "two"]);
    }

    [Fact]
    public void Reads_JSON_as_the_YAML_it_is()
    {
        const string Json = """
            {"apiVersion": "injector.io/v1alpha1",
            	"kind": "SidecarProfile", "metadata": {"name": "json", "namespace": "shop"},
            	"spec": {"priority": 3, "sidecars": [{"container": {"name": "a", "image": "b"}}]}}
            """;

        var load = ProfileText.Parse(Json, "x.json");

        load.Errors.ShouldBeEmpty();
        var profile = load.Profiles.ShouldHaveSingleItem();
        (profile.Name, profile.Namespace, profile.Priority).ShouldBe(("json", "shop", 3));
    }

    [Fact]
    public void Refuses_what_is_too_large_or_no_text()
    {
        ProfileText.Parse(new string('#', ProfileText.MaxTextBytes + 1), "x").Errors[0].Message.ShouldContain("larger than 1024 KiB");
        ProfileText.Parse([0xff, 0xfe, 0x00], "x").Errors[0].Message.ShouldContain("not text in UTF-8");
        ProfileText.Parse([0xef, 0xbb, 0xbf, (byte)'#'], "x").Errors.ShouldBeEmpty();
    }
}
