namespace Injector.Testing.Mutations;

/// <summary>Two profiles that use every field of the format between them, for tests that change each of them. They load without an error.</summary>
public static class FullProfile
{
    /// <summary>All fields but those of an ambassador, in the styles of YAML that authors use.</summary>
    public const string Yaml =
        """
        # Uses every field but one.
        apiVersion: injector.io/v1alpha1
        kind: SidecarProfile
        metadata: {name: full, namespace: shop, labels: {team: web}, annotations: {note: "of the author"}}
        spec:
          description: "Ships logs; 'quoted', #not a comment."
          priority: 40
          parameters:
            - {name: engine, type: enum, enum: [envoy, haproxy], default: envoy, description: Which program.}
            - {name: listen, type: port, default: 19001, example: 19001}
            - {name: threads, type: integer, default: 2, minimum: 1, maximum: 64}
            - {name: memory, type: quantity, default: 128Mi, minimum: 32Mi, maximum: 1Gi}
            - {name: debug, type: boolean, default: false}
            - {name: wait, type: duration, default: 30s}
            - {name: path, type: path, default: /var/log/app}
            - {name: server, type: host, requiredWhen: params.debug == true, example: logs.example.com}
            - {name: paths, type: list, items: path, default: [/var/log/a, /var/log/b]}
            - {name: version, type: string, pattern: '[0-9]+\.[0-9]+', default: '1.40', example: '1.40'}
            - {name: user, type: integer, defaultFrom: app.user, default: 1000}
            - name: upstreams
              type: text
              required: true
              example: orders=http://orders.shop.svc:8080
          ports:
            - {name: admin, port: $(params.listen), range: 19001-19019, protocol: TCP}
            - {name: extra, port: 9102, $when: params.debug}
          overrides: [image, resources]
          allowedImages: ["example.com/*"]
          earlierImages: [registry.example.com/old/tool]
          onConflict: rename
          apiToken: false
          allowHostNetwork: false
          volumes:
            - {name: buffer, emptyDir: {medium: Memory, sizeLimit: 1Mi}}
            - {$when: params.debug, name: dumps, hostPath: {path: /var/dumps, type: Directory}}
            - {name: settings, configMap: {name: shop-settings, defaultMode: 420, optional: true, items: [{key: a, path: b, mode: 256}]}}
          warnings:
            - {$when: params.debug, text: "$(params.path) is written in full"}
          application:
            $when: params.debug
            volumeMounts:
              - {name: buffer, mountPath: /buffer, readOnly: true, subPath: logs}
            env:
              - {name: LOG_PATH, value: $(params.path)}
              - {name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
          files:
            - name: settings.json
              $when: params.debug
              content:
                level: {$when: params.debug, $value: debug}
                ratio: 0.5
                paths: ["$(params.paths[*])"]
                each: [{$each: params.paths, name: $(each.value), index: $(each.index)}]
            - name: run.sh
              text: |
                #!/bin/sh
                exec tail -F "$1"
          initContainers:
            - position: before:main
              container: {name: prepare, image: "example.com/prepare:1", command: [sh, -c, "true"]}
          sidecars:
            - $when: params.engine == envoy
              position: first
              copy: [env, volumeMounts]
              container:
                name: shipper
                image: example.com/shipper:1.0
                imagePullPolicy: IfNotPresent
                workingDir: /work
                command: [/bin/shipper]
                args:
                  - --threads=$(params.threads)
                  - {$when: params.debug, $items: [--verbose, --trace]}
                  - {$each: params.paths, $value: "--path=$(each.value)"}
                env:
                  - {name: WAIT, value: $(params.wait)}
                  - {name: TOKEN, valueFrom: {secretKeyRef: {name: shipper, key: token, optional: true}}}
                envFrom: [{prefix: X_, configMapRef: {name: shop, optional: true}}]
                ports:
                  - {name: admin, containerPort: $(ports.admin), protocol: TCP}
                startupProbe:
                  httpGet: {path: /ready, port: $(ports.admin), scheme: HTTP, httpHeaders: [{name: X-Probe, value: "1"}]}
                  periodSeconds: 1
                  failureThreshold: 60
                readinessProbe: {tcpSocket: {port: $(ports.admin)}, initialDelaySeconds: 1, timeoutSeconds: 2, successThreshold: 1}
                livenessProbe: {exec: {command: [cat, /tmp/alive]}}
                lifecycle: {preStop: {sleep: {seconds: 5}}}
                resources:
                  requests: {cpu: 50m, memory: 64Mi}
                  limits: {memory: $(params.memory)}
                securityContext:
                  runAsUser: 65532
                  runAsNonRoot: true
                  readOnlyRootFilesystem: true
                  allowPrivilegeEscalation: false
                  capabilities: {drop: [ALL]}
                  seccompProfile: {type: RuntimeDefault}
                stdin: false
                terminationMessagePolicy: File
                volumeMounts:
                  - {name: files, mountPath: /etc/shipper, readOnly: true}
                  - {name: buffer, mountPath: /buffer}
          pod:
            $when: params.debug
            annotations: {prometheus.io/scrape: 'true', prometheus.io/port: $(ports.admin)}
            labels: {logs: shipped}
            imagePullSecrets: [{name: registry}]

        """;

    /// <summary>The fields of an ambassador.</summary>
    public const string Ambassador =
        """
        apiVersion: injector.io/v1alpha1
        kind: SidecarProfile
        metadata: {name: proxy}
        spec:
          parameters:
            - {name: engine, type: enum, enum: [envoy, haproxy], default: envoy}
          ports:
            - {name: admin, port: 19001}
          ambassador:
            engine: $(params.engine)
            version: '1.40'
            upstreams: orders=http://orders.shop.svc:8080
            inbound: ""
            config: ""
            ports: 19100-19199
            rewriteProbes: false
            rewritePorts: false
            adminPort: $(ports.admin)
            maxConnections: 4096
            memory: 128Mi
            threads: 2
            clusterDomain: cluster.local
            addresses: ipv4
            accessLog: errors
          files:
            - {name: proxy.json, generated: ambassador}
          sidecars:
            - container: {name: proxy, image: "example.com/proxy:1", volumeMounts: [{name: files, mountPath: /etc/proxy}]}

        """;
}
