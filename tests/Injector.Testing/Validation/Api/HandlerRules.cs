using System.Text.Json;
using System.Text.Json.Nodes;

namespace Injector.Testing.Validation.Api;

/// <summary>Probes and hooks of what runs beside the application.</summary>
internal static class HandlerRules
{
    private static readonly string[] ProbeHandlers = ["exec", "httpGet", "tcpSocket", "grpc"];
    private static readonly string[] HookHandlers = ["exec", "httpGet", "tcpSocket", "sleep"];
    private static readonly string[] Counts = ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"];

    public static void Check(JsonObject container, string path, long grace, Findings findings)
    {
        foreach (var kind in (string[])["livenessProbe", "readinessProbe", "startupProbe"])
        {
            if (container.Map(kind) is { } probe)
            {
                CheckProbe(probe, kind, $"{path}.{kind}", findings);
            }
        }

        foreach (var hook in (string[])["postStart", "preStop"])
        {
            if (container.Map("lifecycle").Map(hook) is { } handler)
            {
                CheckHandler(handler, HookHandlers, $"{path}.lifecycle.{hook}", findings);
                var seconds = handler.Map("sleep").Number("seconds") ?? 0;
                findings.Require(seconds >= 0 && seconds <= grace, $"{path}.lifecycle.{hook}.sleep", $"must be from 0 to the pod's {grace} seconds");
            }
        }
    }

    private static void CheckProbe(JsonObject probe, string kind, string at, Findings findings)
    {
        CheckHandler(probe, ProbeHandlers, at, findings);
        foreach (var count in Counts)
        {
            findings.Require(probe.Number(count) is null or >= 0, $"{at}.{count}", "must not be negative");
        }

        // Zero is what is left out, and becomes one.
        findings.Require(kind == "readinessProbe" || probe.Number("successThreshold") is null or 0 or 1, $"{at}.successThreshold", "must be 1");
        findings.Require(probe.Number("terminationGracePeriodSeconds") is null or > 0, $"{at}.terminationGracePeriodSeconds", "must be above 0");
        findings.Require(kind != "readinessProbe" || !probe.Has("terminationGracePeriodSeconds"), $"{at}.terminationGracePeriodSeconds", "is not for readiness");
    }

    private static void CheckHandler(JsonObject handler, string[] kinds, string at, Findings findings)
    {
        findings.Require(handler.Count(member => kinds.Contains(member.Key) && member.Value is not null) == 1, at, "has exactly one handler");
        if (handler.Map("exec") is { } exec)
        {
            findings.Require(exec["command"] is JsonArray { Count: > 0 }, $"{at}.exec.command", "is required");
        }

        if (handler.Map("httpGet") is { } http)
        {
            CheckPort(http["port"], $"{at}.httpGet.port", findings);
            findings.Require(http.Text("scheme") is "" or "HTTP" or "HTTPS", $"{at}.httpGet.scheme", "is not a scheme");
            foreach (var header in http.Items("httpHeaders"))
            {
                findings.Require(header.Text("name") is { Length: > 0 } name && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'), $"{at}.httpGet.httpHeaders", "is not a name of a header");
            }
        }

        if (handler.Map("tcpSocket") is { } socket)
        {
            CheckPort(socket["port"], $"{at}.tcpSocket.port", findings);
        }

        if (handler.Map("grpc") is { } grpc)
        {
            findings.Require(grpc.Number("port") is >= 1 and <= 65535, $"{at}.grpc.port", "must be from 1 to 65535");
        }
    }

    private static void CheckPort(JsonNode? port, string at, Findings findings) => findings.Require(
        port?.GetValueKind() switch
        {
            JsonValueKind.Number => int.TryParse(port.ToJsonString(), out var number) && number is >= 1 and <= 65535,
            JsonValueKind.String => Names.IsPortName((string)port!),
            _ => false,
        },
        at,
        "is neither a number of a port nor a name");
}
