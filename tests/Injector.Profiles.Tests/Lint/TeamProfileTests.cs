using Injector.Profiles.Files;

namespace Injector.Profiles.Tests.Lint;

/// <summary>Profiles as teams write them: they load, and what is said of each is what its author wants to know and nothing else.</summary>
public sealed class TeamProfileTests
{
    private const string Proxy =
        """
        description: A proxy of text configuration ahead of the application.
        parameters:
          - {name: target, type: port, default: 3000, description: Port of the application.}
          - {name: bodyMegabytes, type: integer, default: 4, minimum: 1, description: Largest body.}
          - {name: extraHeaders, type: list, items: string, pattern: '[A-Za-z-]+=[ -~]+', example: 'X-Tier=web', description: Headers.}
        ports: [{name: entry, port: 8090, range: 8090-8099}]
        volumes: [{name: run, emptyDir: {sizeLimit: 8Mi}}]
        files:
          - name: proxy.conf
            content: |
              pid /run/proxy/pid;
              events {}
              http { client_max_body_size $(params.bodyMegabytes)m;
                server { listen $(ports.entry); location / { proxy_pass http://127.0.0.1:$(params.target); proxy_set_header Host $host; } } }
        sidecars:
          - container:
              name: proxy
              image: registry.example/proxy:1.27
              args: [-c, /etc/proxy/proxy.conf]
              securityContext: {runAsUser: 101}
              volumeMounts: [{name: files, mountPath: /etc/proxy}, {name: run, mountPath: /run/proxy}]
        """;

    private const string Sync =
        """
        description: Keeps a copy of a repository beside the application.
        parameters:
          - {name: origin, required: true, pattern: '(https://|git@)[!-~]+', example: 'https://code.example/site.git', description: Repository.}
          - {name: login, type: enum, enum: [nobody, key], default: nobody, description: How to log in.}
          - {name: keySecret, pattern: '[a-z0-9.-]+', example: site-key, requiredWhen: params.login == key, description: Secret with the key.}
        volumes:
          - {name: tree, emptyDir: {sizeLimit: 256Mi}}
          - {$when: params.login == key, name: key, secret: {secretName: $(params.keySecret), defaultMode: 0o400}}
        application: {volumeMounts: [{name: tree, mountPath: /srv/site, readOnly: true}]}
        initContainers:
          - container:
              name: sync-first
              image: registry.example/sync:4
              args: [--once, '--from=$(params.origin)']
              volumeMounts:
                - {name: tree, mountPath: /tree}
                - {$when: params.login == key, $value: {name: key, mountPath: /key, readOnly: true}}
        sidecars:
          - container:
              name: sync
              image: registry.example/sync
              args: ['--from=$(params.origin)']
              securityContext: {runAsUser: 65533}
              volumeMounts: [{name: tree, mountPath: /tree}]
        """;

    private const string Secrets =
        """
        description: Fetches secrets into memory.
        apiToken: true
        parameters:
          - {name: role, required: true, pattern: '[a-z0-9-]+', example: shop, description: Role.}
          - {name: server, default: 'https://secrets.example:8200', pattern: 'https?://[!-~]+', description: Where they are.}
          - {name: paths, type: list, items: string, pattern: '[a-z.]+=[a-z/]+', required: true, example: 'db=team/db', description: Names and paths.}
        volumes:
          - {name: memory, emptyDir: {medium: Memory, sizeLimit: 1Mi}}
          - name: identity
            projected: {sources: [{serviceAccountToken: {path: token, audience: secrets, expirationSeconds: 3600}}]}
        application: {volumeMounts: [{name: memory, mountPath: /secrets, readOnly: true}]}
        files:
          - name: agent.json
            content:
              server: $(params.server)
              auth: {role: $(params.role), token_path: /identity/token}
              write: [{$each: params.paths, to: '/secrets/$(each.key)', secret: '$(each.value)', order: $(each.index)}]
        sidecars:
          - container:
              name: agent
              image: registry.example/agent:1.19.0
              securityContext: {runAsUser: 100}
              volumeMounts:
                - {name: memory, mountPath: /secrets}
                - {name: identity, mountPath: /identity, readOnly: true}
                - {name: files, mountPath: /etc/agent}
        """;

    private const string Upload =
        """
        description: Uploads what the application writes.
        parameters:
          - {name: bucket, required: true, pattern: '[a-z0-9.-]{3,63}', example: site-data, description: Bucket.}
          - {name: secret, required: true, pattern: '[a-z0-9.-]+', example: bucket-keys, description: Secret with the keys.}
          - {name: seconds, type: integer, default: 30, minimum: 1, description: How often.}
          - {name: prefix, default: $(pod.namespace)/$(workload.name), description: Folder of the bucket.}
        volumes: [{name: out, emptyDir: {sizeLimit: 1Gi}}]
        application: {volumeMounts: [{name: out, mountPath: /out}]}
        sidecars:
          - container:
              name: upload
              image: registry.example/upload:1.69
              command: [sh, -c, 'while :; do upload /out "$BUCKET/$PREFIX"; sleep $(params.seconds); done']
              env:
                - {name: BUCKET, value: $(params.bucket)}
                - {name: PREFIX, value: $(params.prefix)}
                - {name: UPLOAD_SECRET_KEY, value: not-a-real-one}
              envFrom: [{secretRef: {name: $(params.secret)}}]
              securityContext: {runAsUser: 65534}
              volumeMounts: [{name: out, mountPath: /out, readOnly: true}]
        """;

    [Theory]
    [InlineData(Proxy, "spec.parameters[2].name unused-parameter")]
    [InlineData(Sync, "spec.initContainers[0].container no-run-as-user", "spec.sidecars[0].container.image untagged-image")]
    [InlineData(Secrets)]
    [InlineData(Upload, "spec.parameters[3].default unrendered-variable", "spec.sidecars[0].container.env[2].value plain-text-secret")]
    public void Is_told_what_will_not_work_and_nothing_else(string spec, params string[] expected)
    {
        var load = ProfileText.Parse(ProfileSource.Document(spec), "team.yaml");

        load.Errors.ShouldBeEmpty();
        load.Profiles.ShouldHaveSingleItem();
        load.Warnings.Select(warning => $"{warning.FieldPath} {warning.Code}").ShouldBe(expected);
    }
}
