namespace Injector.Profiles.Schema;

/// <summary>
/// The part of Kubernetes' Pod schema that a profile can use, as of 1.36: one type per line, with its fields and their types. <c>!</c> marks a required field,
/// <c>[]</c> a list, <c>map:</c> an object with arbitrary names, <c>(a|b)</c> a text with these allowed values. A test compares the table with the API server's
/// OpenAPI document; the allowed values are those of the API reference.
/// </summary>
internal static class PodSchemaTable
{
    /// <summary>The table.</summary>
    internal const string Text =
        """
        AWSElasticBlockStoreVolumeSource: fsType string, partition int32, readOnly boolean, volumeID! string
        AppArmorProfile: localhostProfile string, type! (Localhost|RuntimeDefault|Unconfined)
        AzureDiskVolumeSource: cachingMode string, diskName! string, diskURI! string, fsType string, kind string, readOnly boolean
        AzureFileVolumeSource: readOnly boolean, secretName! string, shareName! string
        CSIVolumeSource: driver! string, fsType string, nodePublishSecretRef LocalObjectReference, readOnly boolean,
            volumeAttributes map:string
        Capabilities: add []string, drop []string
        CephFSVolumeSource: monitors! []string, path string, readOnly boolean, secretFile string, secretRef LocalObjectReference,
            user string
        CinderVolumeSource: fsType string, readOnly boolean, secretRef LocalObjectReference, volumeID! string
        ClusterTrustBundleProjection: labelSelector LabelSelector, name string, optional boolean, path! string, signerName string
        ConfigMapEnvSource: name string, optional boolean
        ConfigMapKeySelector: key! string, name string, optional boolean
        ConfigMapProjection: items []KeyToPath, name string, optional boolean
        ConfigMapVolumeSource: defaultMode int32, items []KeyToPath, name string, optional boolean
        Container: args []string, command []string, env []EnvVar, envFrom []EnvFromSource, image string, imagePullPolicy
            (Always|IfNotPresent|Never), lifecycle Lifecycle, livenessProbe Probe, name! string, ports []ContainerPort,
            readinessProbe Probe, resizePolicy []ContainerResizePolicy, resources ResourceRequirements, restartPolicy string,
            restartPolicyRules []ContainerRestartRule, securityContext SecurityContext, startupProbe Probe, stdin boolean, stdinOnce
            boolean, terminationMessagePath string, terminationMessagePolicy (File|FallbackToLogsOnError), tty boolean,
            volumeDevices []VolumeDevice, volumeMounts []VolumeMount, workingDir string
        ContainerPort: containerPort! int32, hostIP string, hostPort int32, name string, protocol (TCP|UDP|SCTP)
        ContainerResizePolicy: resourceName! (cpu|memory), restartPolicy! (NotRequired|RestartContainer)
        ContainerRestartRule: action! string, exitCodes ContainerRestartRuleOnExitCodes
        ContainerRestartRuleOnExitCodes: operator! (In|NotIn), values []int32
        DownwardAPIProjection: items []DownwardAPIVolumeFile
        DownwardAPIVolumeFile: fieldRef ObjectFieldSelector, mode int32, path! string, resourceFieldRef ResourceFieldSelector
        DownwardAPIVolumeSource: defaultMode int32, items []DownwardAPIVolumeFile
        EmptyDirVolumeSource: medium string, sizeLimit Quantity
        EnvFromSource: configMapRef ConfigMapEnvSource, prefix string, secretRef SecretEnvSource
        EnvVar: name! string, value string, valueFrom EnvVarSource
        EnvVarSource: configMapKeyRef ConfigMapKeySelector, fieldRef ObjectFieldSelector, fileKeyRef FileKeySelector,
            resourceFieldRef ResourceFieldSelector, secretKeyRef SecretKeySelector
        EphemeralVolumeSource: volumeClaimTemplate PersistentVolumeClaimTemplate
        ExecAction: command []string
        FCVolumeSource: fsType string, lun int32, readOnly boolean, targetWWNs []string, wwids []string
        FileKeySelector: key! string, optional boolean, path! string, volumeName! string
        FlexVolumeSource: driver! string, fsType string, options map:string, readOnly boolean, secretRef LocalObjectReference
        FlockerVolumeSource: datasetName string, datasetUUID string
        GCEPersistentDiskVolumeSource: fsType string, partition int32, pdName! string, readOnly boolean
        GRPCAction: port! int32, service string
        GitRepoVolumeSource: directory string, repository! string, revision string
        GlusterfsVolumeSource: endpoints! string, path! string, readOnly boolean
        HTTPGetAction: host string, httpHeaders []HTTPHeader, path string, port! IntOrString, scheme (HTTP|HTTPS)
        HTTPHeader: name! string, value! string
        HostPathVolumeSource: path! string, type (|DirectoryOrCreate|Directory|FileOrCreate|File|Socket|CharDevice|BlockDevice)
        ISCSIVolumeSource: chapAuthDiscovery boolean, chapAuthSession boolean, fsType string, initiatorName string, iqn! string,
            iscsiInterface string, lun! int32, portals []string, readOnly boolean, secretRef LocalObjectReference, targetPortal!
            string
        ImageVolumeSource: pullPolicy (Always|IfNotPresent|Never), reference string
        KeyToPath: key! string, mode int32, path! string
        LabelSelector: matchExpressions []LabelSelectorRequirement, matchLabels map:string
        LabelSelectorRequirement: key! string, operator! (In|NotIn|Exists|DoesNotExist), values []string
        Lifecycle: postStart LifecycleHandler, preStop LifecycleHandler, stopSignal string
        LifecycleHandler: exec ExecAction, httpGet HTTPGetAction, sleep SleepAction, tcpSocket TCPSocketAction
        LocalObjectReference: name string
        ManagedFieldsEntry: apiVersion string, fieldsType string, fieldsV1 any, manager string, operation string, subresource
            string, time Time
        NFSVolumeSource: path! string, readOnly boolean, server! string
        ObjectFieldSelector: apiVersion string, fieldPath! string
        ObjectMeta: annotations map:string, creationTimestamp Time, deletionGracePeriodSeconds int64, deletionTimestamp Time,
            finalizers []string, generateName string, generation int64, labels map:string, managedFields []ManagedFieldsEntry, name
            string, namespace string, ownerReferences []OwnerReference, resourceVersion string, selfLink string, uid string
        OwnerReference: apiVersion! string, blockOwnerDeletion boolean, controller boolean, kind! string, name! string, uid! string
        PersistentVolumeClaimSpec: accessModes []string, dataSource TypedLocalObjectReference, dataSourceRef TypedObjectReference,
            resources VolumeResourceRequirements, selector LabelSelector, storageClassName string, volumeAttributesClassName string,
            volumeMode (Block|Filesystem), volumeName string
        PersistentVolumeClaimTemplate: metadata ObjectMeta, spec! PersistentVolumeClaimSpec
        PersistentVolumeClaimVolumeSource: claimName! string, readOnly boolean
        PhotonPersistentDiskVolumeSource: fsType string, pdID! string
        PodCertificateProjection: certificateChainPath string, credentialBundlePath string, keyPath string, keyType! string,
            maxExpirationSeconds int32, signerName! string, userAnnotations map:string
        PortworxVolumeSource: fsType string, readOnly boolean, volumeID! string
        Probe: exec ExecAction, failureThreshold int32, grpc GRPCAction, httpGet HTTPGetAction, initialDelaySeconds int32,
            periodSeconds int32, successThreshold int32, tcpSocket TCPSocketAction, terminationGracePeriodSeconds int64,
            timeoutSeconds int32
        ProjectedVolumeSource: defaultMode int32, sources []VolumeProjection
        QuobyteVolumeSource: group string, readOnly boolean, registry! string, tenant string, user string, volume! string
        RBDVolumeSource: fsType string, image! string, keyring string, monitors! []string, pool string, readOnly boolean, secretRef
            LocalObjectReference, user string
        ResourceClaim: name! string, request string
        ResourceFieldSelector: containerName string, divisor Quantity, resource! string
        ResourceRequirements: claims []ResourceClaim, limits map:Quantity, requests map:Quantity
        SELinuxOptions: level string, role string, type string, user string
        ScaleIOVolumeSource: fsType string, gateway! string, protectionDomain string, readOnly boolean, secretRef!
            LocalObjectReference, sslEnabled boolean, storageMode string, storagePool string, system! string, volumeName string
        SeccompProfile: localhostProfile string, type! (Localhost|RuntimeDefault|Unconfined)
        SecretEnvSource: name string, optional boolean
        SecretKeySelector: key! string, name string, optional boolean
        SecretProjection: items []KeyToPath, name string, optional boolean
        SecretVolumeSource: defaultMode int32, items []KeyToPath, optional boolean, secretName string
        SecurityContext: allowPrivilegeEscalation boolean, appArmorProfile AppArmorProfile, capabilities Capabilities, privileged
            boolean, procMount (Default|Unmasked), readOnlyRootFilesystem boolean, runAsGroup int64, runAsNonRoot boolean, runAsUser
            int64, seLinuxOptions SELinuxOptions, seccompProfile SeccompProfile, windowsOptions WindowsSecurityContextOptions
        ServiceAccountTokenProjection: audience string, expirationSeconds int64, path! string
        SleepAction: seconds! int64
        StorageOSVolumeSource: fsType string, readOnly boolean, secretRef LocalObjectReference, volumeName string, volumeNamespace
            string
        TCPSocketAction: host string, port! IntOrString
        TypedLocalObjectReference: apiGroup string, kind! string, name! string
        TypedObjectReference: apiGroup string, kind! string, name! string, namespace string
        Volume: awsElasticBlockStore AWSElasticBlockStoreVolumeSource, azureDisk AzureDiskVolumeSource, azureFile
            AzureFileVolumeSource, cephfs CephFSVolumeSource, cinder CinderVolumeSource, configMap ConfigMapVolumeSource, csi
            CSIVolumeSource, downwardAPI DownwardAPIVolumeSource, emptyDir EmptyDirVolumeSource, ephemeral EphemeralVolumeSource, fc
            FCVolumeSource, flexVolume FlexVolumeSource, flocker FlockerVolumeSource, gcePersistentDisk
            GCEPersistentDiskVolumeSource, gitRepo GitRepoVolumeSource, glusterfs GlusterfsVolumeSource, hostPath
            HostPathVolumeSource, image ImageVolumeSource, iscsi ISCSIVolumeSource, name! string, nfs NFSVolumeSource,
            persistentVolumeClaim PersistentVolumeClaimVolumeSource, photonPersistentDisk PhotonPersistentDiskVolumeSource,
            portworxVolume PortworxVolumeSource, projected ProjectedVolumeSource, quobyte QuobyteVolumeSource, rbd RBDVolumeSource,
            scaleIO ScaleIOVolumeSource, secret SecretVolumeSource, storageos StorageOSVolumeSource, vsphereVolume
            VsphereVirtualDiskVolumeSource
        VolumeDevice: devicePath! string, name! string
        VolumeMount: mountPath! string, mountPropagation (None|HostToContainer|Bidirectional), name! string, readOnly boolean,
            recursiveReadOnly (Disabled|IfPossible|Enabled), subPath string, subPathExpr string
        VolumeProjection: clusterTrustBundle ClusterTrustBundleProjection, configMap ConfigMapProjection, downwardAPI
            DownwardAPIProjection, podCertificate PodCertificateProjection, secret SecretProjection, serviceAccountToken
            ServiceAccountTokenProjection
        VolumeResourceRequirements: limits map:Quantity, requests map:Quantity
        VsphereVirtualDiskVolumeSource: fsType string, storagePolicyID string, storagePolicyName string, volumePath! string
        WindowsSecurityContextOptions: gmsaCredentialSpec string, gmsaCredentialSpecName string, hostProcess boolean, runAsUserName
            string
        """;
}
