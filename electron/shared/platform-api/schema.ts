/** Generated from openapi.yaml and its parts by build/scripts/generate-platform-types.mjs; a test compares the two. */

/** A schema of the platform's contract (openapi.yaml), by its name. */
export type PlatformSchema<Name extends keyof components['schemas']> = components['schemas'][Name];

export interface components {
  schemas: {
    /** @description Payload of platform-signers. The number goes up with every change. */
    readonly SignerList: {
      readonly platform: components['schemas']['Identifier'];
      readonly number: number;
      readonly issuedAt: components['schemas']['Time'];
      readonly nextUpdate: components['schemas']['Time'];
      /** @description The present signer, the next one while it is announced, and the former one until its end */
      readonly signers: readonly {
        /** @description Issued by the pinned root for signatures, DER */
        readonly certificate: components['schemas']['Octets'];
        /** @description The time from which it signs */
        readonly from: components['schemas']['Time'];
        /** @description The time after which it signs no more; null while none is set */
        readonly until: components['schemas']['Time'] | null;
      }[];
    };
    /** @description Payload of seal-trust-list */
    readonly TrustList: {
      readonly platform: components['schemas']['Identifier'];
      readonly number: number;
      readonly issuedAt: components['schemas']['Time'];
      readonly nextUpdate: components['schemas']['Time'];
      /** @description Roots and authorities, DER */
      readonly certificates: readonly components['schemas']['Octets'][];
      /** @description Certificates of seal makers (制章者), DER; nobody else makes seals */
      readonly makers: readonly components['schemas']['Octets'][];
    };
    /** @description Payload of offline-bundle */
    readonly OfflineBundle: {
      readonly platform: components['schemas']['Identifier'];
      readonly issuedAt: components['schemas']['Time'];
      /** @description The time by which the next bundle is promised */
      readonly nextUpdate: components['schemas']['Time'];
      /** @description Number of the event after which the status pages begin; 0 for all */
      readonly after: number;
      /** @description The index of /v1/revocation-lists */
      readonly revocationLists: readonly components['schemas']['RevocationListEntry'][];
      /** @description Every other file of the bundle */
      readonly files: readonly {
        readonly path: string;
        /** @description Octets */
        readonly size: number;
        readonly sm3: components['schemas']['Sm3'];
      }[];
    };
    /** @description Payload of platform-policy. The platform names the policy profile that is in force for its seals, whole, so that a client needs no file for it. The number goes up with every change. */
    readonly PolicyStatement: {
      readonly platform: components['schemas']['Identifier'];
      readonly number: number;
      readonly issuedAt: components['schemas']['Time'];
      readonly nextUpdate: components['schemas']['Time'];
      /** @description A policy profile as electron/core/policy/README.md describes it */
      readonly profile: {
        readonly id: components['schemas']['Identifier'];
        readonly title: components['schemas']['Text'];
        /** @enum {string} */
        readonly status: 'draft' | 'trial' | 'inForce';
        readonly rules: Record<string, never>;
      };
    };
    /** @description Payload of seal-status */
    readonly StatusPage: {
      readonly platform: components['schemas']['Identifier'];
      readonly issuedAt: components['schemas']['Time'];
      readonly nextUpdate: components['schemas']['Time'];
      readonly after: number;
      /** @description Number of the newest event when the page was issued */
      readonly head: number;
      /** @description Numbered after+1, after+2, … without gaps */
      readonly events: readonly components['schemas']['StatusEvent'][];
    };
    /** @description What the platform knows of a seal, its certificate and its enterprise at the moment of the question */
    readonly UseState: {
      readonly platform: components['schemas']['Identifier'];
      readonly nonce: components['schemas']['Nonce'];
      readonly esId: components['schemas']['EsId'];
      readonly issuedAt: components['schemas']['Time'];
      /**
       * @description The number that was asked for. Only an answer that says 0 tells by itself, years later, that there were no
       *     other events; one without it serves the asker alone.
       */
      readonly after?: number;
      /** @description Number of the newest event of the whole feed */
      readonly head: number;
      /** @description The events of this seal after the number that was asked for, in their order */
      readonly events: readonly components['schemas']['StatusEvent'][];
      readonly certificate: {
        readonly serial: components['schemas']['CertificateSerial'];
        /** @description When the certificate was revoked; null if it is not */
        readonly revokedSince: components['schemas']['NullableTime'];
      };
      readonly enterprise: {
        readonly name: components['schemas']['Text'];
        /**
         * @description normal: registered; revoked: its licence is revoked (被吊销); cancelled: it is deregistered (注销)
         * @enum {string}
         */
        readonly state: 'normal' | 'revoked' | 'cancelled';
        /** @description Since when, as the registration authority has it; null if it is not known */
        readonly since: components['schemas']['NullableTime'];
        /** @description When the platform last compared the enterprise with the registration authority */
        readonly checkedAt: components['schemas']['Time'];
      };
    };
    /** @description Payload of seal-evidence */
    readonly SealEvidence: {
      readonly platform: components['schemas']['Identifier'];
      readonly nonce: components['schemas']['Nonce'];
      readonly esId: components['schemas']['EsId'];
      readonly issuedAt: components['schemas']['Time'];
      readonly documentSm3: components['schemas']['Sm3'];
      readonly seal: {
        readonly name: components['schemas']['Text'];
        readonly holder: components['schemas']['Text'];
        /** @description Subject of the certificate of whoever made the seal (制章者) */
        readonly maker: components['schemas']['Text'];
        /** @description When it was made; it is valid from then on */
        readonly validFrom: components['schemas']['Time'];
        readonly validTo: components['schemas']['Time'];
        /** @description SM3 of the seal, SESeal in DER */
        readonly sm3: components['schemas']['Sm3'];
      };
      readonly certificate: {
        readonly serial: components['schemas']['CertificateSerial'];
        /** @description When the certificate was revoked; null if it is not */
        readonly revokedSince: components['schemas']['NullableTime'];
      };
      /** @description Every event of the seal, in their order */
      readonly events: readonly components['schemas']['StatusEvent'][];
    };
    /** @description Payload of enterprise-status */
    readonly EnterpriseStatus: {
      readonly platform: components['schemas']['Identifier'];
      readonly nonce: components['schemas']['Nonce'];
      readonly esId: components['schemas']['EsId'];
      readonly issuedAt: components['schemas']['Time'];
      /** @description As the registration authority has it now */
      readonly enterprise: {
        readonly name: components['schemas']['Text'];
        /** @description Unified social credit code (统一社会信用代码); null if it is not known */
        readonly code: string | null;
        /**
         * @description normal: registered; revoked: its licence is revoked (被吊销); cancelled: it is deregistered (注销)
         * @enum {string}
         */
        readonly state: 'normal' | 'revoked' | 'cancelled';
        /** @description Since when, as the registration authority has it; null if it is not known */
        readonly since: components['schemas']['NullableTime'];
        /** @description The legal representative; null if it is not known */
        readonly representative: components['schemas']['NullableText'];
        /** @description When the platform last compared the enterprise with the registration authority */
        readonly checkedAt: components['schemas']['Time'];
      };
      /** @description The data for which the seal was made */
      readonly issuedFor: {
        readonly name: components['schemas']['Text'];
        readonly representative: components['schemas']['NullableText'];
      };
    };
    /** @description Payload of unblock-credential */
    readonly UnblockCredential: {
      readonly platform: components['schemas']['Identifier'];
      readonly credentialId: components['schemas']['Identifier'];
      readonly number: components['schemas']['Identifier'];
      readonly tokenSerial: components['schemas']['Text'];
      readonly issuedAt: components['schemas']['Time'];
      readonly expiresAt: components['schemas']['Time'];
      readonly recipientKey: components['schemas']['Octets'];
      /** @description The token's present SO PIN for the recipient's key, SM2Cipher (GM/T 0009-2012 §7.2), DER */
      readonly encryptedSoPin: components['schemas']['Octets'];
      /** @description The pendingSoPin of the request for the recipient's key; null where there was none */
      readonly pendingSoPin: null | components['schemas']['Octets'];
      /** @description SM2 public key that the token's new SO PIN is to be encrypted for, 65 octets */
      readonly escrowKey: components['schemas']['Octets'];
    };
    /** @description Payload of approval-decision */
    readonly ApprovalDecision: {
      readonly requestId: components['schemas']['Identifier'];
      /** @description SM3 of the request's canonical octets */
      readonly requestSm3: components['schemas']['Sm3'];
      /** @enum {string} */
      readonly outcome: 'approved' | 'rejected';
      readonly approver: string;
      readonly decidedAt: components['schemas']['Time'];
      readonly comment: components['schemas']['Text'];
    };
    /**
     * @description Payload of register-opening, signed by the key of a holder's certificate, which the statement carries: this
     *     register and this key are mine at this platform.
     */
    readonly RegisterOpening: {
      readonly platform: components['schemas']['Identifier'];
      readonly registerId: components['schemas']['Identifier'];
      /** @description SM2 public key of the register, 04 ‖ x ‖ y, 65 octets */
      readonly registerKey: components['schemas']['Octets'];
      readonly time: components['schemas']['Time'];
    };
    /** @description Payload of register-countersignature */
    readonly Countersignature: {
      readonly platform: components['schemas']['Identifier'];
      readonly registerId: components['schemas']['Identifier'];
      readonly size: number;
      readonly root: components['schemas']['Sm3'];
      readonly time: components['schemas']['Time'];
      readonly countersignedAt: components['schemas']['Time'];
    };
    /**
     * @description Codes of this interface. A platform may send others of its own; a client shows their title and detail and does nothing else about them. In x-catalogue each code has its status, its title as it is sent, its meaning, and what the client does.
     * @enum {string}
     */
    readonly ProblemCode:
      | 'invalid-request'
      | 'unauthorised'
      | 'register-not-open'
      | 'clock-differs'
      | 'replayed'
      | 'not-yours'
      | 'certificate-not-accepted'
      | 'not-known-here'
      | 'code-wrong'
      | 'not-found'
      | 'not-offered'
      | 'method-not-allowed'
      | 'wrong-state'
      | 'register-conflict'
      | 'register-replaced'
      | 'head-needed'
      | 'key-used-otherwise'
      | 'code-expired'
      | 'too-large'
      | 'wrong-media-type'
      | 'range-not-satisfiable'
      | 'active-content'
      | 'not-sealed-by-holder'
      | 'enterprise-unknown'
      | 'papers-missing'
      | 'reason-not-provided'
      | 'not-in-window'
      | 'busy'
      | 'internal';
    readonly Text: string;
    /** Format: date-time */
    readonly Time: string;
    readonly Identifier: string;
    /** @description A refusal (RFC 9457) */
    readonly Problem: {
      /** @description The code as urn:sealdesk:problem:CODE */
      readonly type: string;
      readonly code: components['schemas']['ProblemCode'];
      /** @description In the language that Accept-Language asks for, which Content-Language names */
      readonly title: components['schemas']['Text'];
      readonly status: number;
      /** @description For the person who asks, in the same language */
      readonly detail?: components['schemas']['Text'];
      readonly instance?: string;
      /** @description The platform's time, of clock-differs */
      readonly time?: components['schemas']['Time'];
      /** @description Entries that the platform holds, of head-needed */
      readonly size?: number;
      /** @description The register that took its place, of register-replaced */
      readonly successor?: components['schemas']['Identifier'];
    } & {
      readonly [key: string]: unknown;
    };
    readonly PlatformLimits: {
      /** @description Requests from one address; more are answered 429 with Retry-After */
      readonly requestsPerMinute?: number;
      /** @description Of the JSON body of a request */
      readonly largestJsonOctets?: number;
      /** @description Of a paper */
      readonly largestPaperOctets?: number;
      /** @description How long the answer to a request with Idempotency-Key is kept */
      readonly idempotencySeconds?: number;
    };
    /**
     * @description Who the platform is and what it offers. A client ignores members, capabilities and limits that it does not know.
     *     A platform that names no capabilities is taken to offer every operation.
     */
    readonly Platform: {
      readonly id: components['schemas']['Identifier'];
      readonly name: components['schemas']['Text'];
      /** @description Which policy profile it works under, such as guangdong */
      readonly profile: components['schemas']['Identifier'];
      readonly time: components['schemas']['Time'];
      /** @description The version of this contract that it serves, as in info.version */
      readonly contract?: string;
      /**
       * @description The optional parts of this contract that it offers, by the names in x-capability. An operation of another
       *     one answers 404 not-offered.
       */
      readonly capabilities?: readonly components['schemas']['Identifier'][];
      readonly limits?: components['schemas']['PlatformLimits'];
    };
    readonly Statement: {
      readonly payload: string;
      readonly protected: string;
      readonly signature: string;
    };
    readonly Sm3: string;
    readonly RevocationListEntry: {
      readonly id: components['schemas']['Identifier'];
      readonly number: number;
      /** @description Octets */
      readonly size: number;
      readonly sm3: components['schemas']['Sm3'];
      readonly thisUpdate: components['schemas']['Time'];
      readonly nextUpdate: components['schemas']['Time'];
    };
    readonly EsId: string;
    /** @description Serial number of a certificate, hexadecimal without leading zeros */
    readonly CertificateSerial: string;
    readonly Nonce: string;
    readonly Octets: string;
    readonly Challenge: {
      readonly id: components['schemas']['Identifier'];
      readonly nonce: components['schemas']['Octets'];
      readonly expiresAt: components['schemas']['Time'];
    };
    readonly Session: {
      readonly token: string;
      readonly holder: components['schemas']['Text'];
      readonly expiresAt: components['schemas']['Time'];
    };
    /**
     * @description Leads to the next page of a list; the last page has none. A member that is added meanwhile makes no other come
     *     twice or stay away.
     */
    readonly PageCursor: string;
    /** @enum {string} */
    readonly SealState: 'active' | 'suspended' | 'cancelled' | 'replaced' | 'void';
    /** Format: date-time */
    readonly NullableTime: string | null;
    readonly NullableText: string | null;
    readonly HolderSeal: {
      readonly esId: components['schemas']['EsId'];
      readonly name: components['schemas']['Text'];
      readonly kind: components['schemas']['Text'];
      readonly state: components['schemas']['SealState'];
      readonly since: components['schemas']['NullableTime'];
      readonly validFrom: components['schemas']['Time'];
      readonly validTo: components['schemas']['Time'];
      readonly tokenSerial: components['schemas']['NullableText'];
    };
    /**
     * @description The reasons of all regulations; the profile in force says which of them a replacement or a cancellation may have,
     *     and another one is refused (422 reason-not-provided). validityEnds is the reason of every renewal. unusable and other
     *     are what a regulation leaves open (其他情形, 等): they need a reasonText.
     * @enum {string}
     */
    readonly ApplicationReason:
      | 'validityEnds'
      | 'typeChange'
      | 'unitChange'
      | 'nameChange'
      | 'representativeChange'
      | 'personalNameChange'
      | 'dataChange'
      | 'keyLeak'
      | 'damage'
      | 'theft'
      | 'loss'
      | 'physicalSealChanged'
      | 'validityOver'
      | 'carrierDamaged'
      | 'carrierLost'
      | 'creationDataLeaked'
      | 'lapsed'
      | 'outOfControl'
      | 'longUnused'
      | 'unusable'
      | 'dissolved'
      | 'merged'
      | 'movedAway'
      | 'renamed'
      | 'licenceRevoked'
      | 'withdrawn'
      | 'bankrupt'
      | 'divided'
      | 'physicalSealRetired'
      | 'physicalSealVoid'
      | 'noLongerUsed'
      | 'other';
    /** @enum {string} */
    readonly ApplicationState:
      'draft' | 'underReview' | 'approved' | 'rejected' | 'withdrawn' | 'expired' | 'done';
    /**
     * @description identity 身份证件, businessLicence 营业执照, authorisation 授权书, officialLetter 单位申请函, other 其他, each a
     *     watermarked copy; writtenApplication 书面申请, which bears a seal of the holder and no watermark
     * @enum {string}
     */
    readonly ApplicationPaperKind:
      'identity' | 'businessLicence' | 'authorisation' | 'officialLetter' | 'other' | 'writtenApplication';
    readonly ApplicationPaper: {
      readonly id: components['schemas']['Identifier'];
      readonly kind: components['schemas']['ApplicationPaperKind'];
      readonly size: number;
      readonly sm3: components['schemas']['Sm3'];
    };
    readonly SealApplication: {
      readonly number: components['schemas']['Identifier'];
      /** @description For reading it without the key; given with the first answer only, null afterwards */
      readonly secret: string | null;
      /** @enum {string} */
      readonly kind: 'issue' | 'renewal' | 'replacement' | 'cancellation';
      /** @description The seal that it is about; null for a first seal (issue) */
      readonly esId: null | components['schemas']['EsId'];
      /** @description Null for a first seal */
      readonly reason: null | components['schemas']['ApplicationReason'];
      readonly reasonText: components['schemas']['NullableText'];
      readonly state: components['schemas']['ApplicationState'];
      /** @description When the platform received it; its papers may have come later */
      readonly submittedAt: components['schemas']['Time'];
      readonly decidedAt: components['schemas']['NullableTime'];
      readonly decisionReason: components['schemas']['NullableText'];
      /**
       * @description The kinds of papers that the platform wants, by the rules that it works under. An application that lacks one is a
       *     draft: its papers are sent (sendApplicationPaper), then it is handed in (submitSealApplication).
       */
      readonly demanded: readonly components['schemas']['ApplicationPaperKind'][];
      readonly papers: readonly components['schemas']['ApplicationPaper'][];
      /** @description The new certificate, DER; null before the decision */
      readonly certificate: null | components['schemas']['Octets'];
      /** @description The new seal, SESeal in DER; null before the decision */
      readonly seal: null | components['schemas']['Octets'];
    };
    /**
     * @description holder 持有人, legalRepresentative 法定代表人, keeper 保管人, agent 经办人
     * @enum {string}
     */
    readonly Role: 'holder' | 'legalRepresentative' | 'keeper' | 'agent';
    readonly Person: {
      readonly name: string;
      readonly role: components['schemas']['Role'];
      /** @description Telephone or mail */
      readonly contact: string;
    };
    readonly SealApplicationRequest: {
      readonly esId: components['schemas']['EsId'];
      readonly reason: components['schemas']['ApplicationReason'];
      readonly reasonText: components['schemas']['NullableText'];
      readonly applicant: components['schemas']['Person'];
      /** @description PKCS#10 of the key that the new certificate is for, DER; null for a cancellation */
      readonly certificateRequest: null | components['schemas']['Octets'];
    };
    readonly FirstSealRequest: {
      /** @enum {string} */
      readonly sealKind: '法定名称章' | '财务专用章' | '发票专用章' | '合同专用章' | '法定代表人名章';
      readonly sealName: components['schemas']['Text'];
      readonly holderName: components['schemas']['Text'];
      /** @description Unified social credit code (统一社会信用代码) */
      readonly holderCode: string;
      readonly representative: components['schemas']['Text'];
      readonly tokenSerial: components['schemas']['Text'];
      readonly applicant: components['schemas']['Person'];
      /** @description PKCS#10 of the key that the seal is for, DER */
      readonly certificateRequest: components['schemas']['Octets'];
    };
    readonly LossReportRequest: {
      /** @description null where the reporter knows the seal by name alone */
      readonly esId: null | components['schemas']['EsId'];
      readonly sealName: components['schemas']['Text'];
      readonly holderName: components['schemas']['Text'];
      /** @description Unified social credit code (统一社会信用代码) */
      readonly holderCode: components['schemas']['NullableText'];
      readonly tokenSerial: components['schemas']['NullableText'];
      readonly reporter: components['schemas']['Person'];
      readonly what: components['schemas']['Text'];
      readonly lostAt: components['schemas']['NullableTime'];
      /** @description When the report was made in the client, which may have been offline */
      readonly reportedAt: components['schemas']['Time'];
    };
    readonly LossContact: {
      readonly id: components['schemas']['Identifier'];
      /** @enum {string} */
      readonly kind: 'telephone' | 'mail';
      /** @description So much of the address that its owner knows it again, and nobody else learns it */
      readonly masked: components['schemas']['Text'];
    };
    readonly LossCode: {
      readonly contactId: components['schemas']['Identifier'];
      readonly sentAt: components['schemas']['Time'];
      readonly expiresAt: components['schemas']['Time'];
      readonly triesLeft: number;
    };
    readonly LossReport: {
      readonly number: components['schemas']['Identifier'];
      /** @description For reading and withdrawing; given with the first answer only, null afterwards */
      readonly secret: string | null;
      readonly esId: null | components['schemas']['EsId'];
      readonly sealName: components['schemas']['Text'];
      /**
       * @description unauthorised 待核实: nothing follows from it; received 挂失申报中: published as a claim; inForce 已停用: an
       *     officer has suspended the seal; rejected 已驳回: an officer has not; withdrawn 已撤回
       * @enum {string}
       */
      readonly state: 'unauthorised' | 'received' | 'inForce' | 'rejected' | 'withdrawn';
      /** @description As the client says; nothing follows from it */
      readonly reportedAt: components['schemas']['Time'];
      /** @description When the report was authorised; null before that */
      readonly receivedAt: components['schemas']['NullableTime'];
      readonly decidedAt: components['schemas']['NullableTime'];
      readonly decisionReason: components['schemas']['NullableText'];
      /** @description The contacts on file that a code may be sent to; empty once it is authorised */
      readonly contacts: readonly components['schemas']['LossContact'][];
      /** @description The code that was sent last and is still good; null if there is none */
      readonly code: null | components['schemas']['LossCode'];
      readonly withdrawal: null | {
        /** @enum {string} */
        readonly state: 'underReview' | 'approved' | 'rejected';
        readonly reason: components['schemas']['Text'];
        readonly decisionReason: components['schemas']['NullableText'];
      };
    };
    readonly PinResetRequest: {
      readonly tokenSerial: components['schemas']['Text'];
      readonly esId: null | components['schemas']['EsId'];
      readonly sealName: components['schemas']['NullableText'];
      readonly holderName: components['schemas']['Text'];
      readonly holderCode: components['schemas']['NullableText'];
      readonly applicant: components['schemas']['Person'];
      /**
       * @description reset of a locked or forgotten PIN, or change where the rules want an application for it
       * @enum {string}
       */
      readonly purpose: 'reset' | 'change';
      readonly reason: components['schemas']['Text'];
    };
    /**
     * @description identity 身份证件, businessLicence 营业执照, authorisation 授权书, officialLetter 单位申请函, other 其他
     * @enum {string}
     */
    readonly PaperKind: 'identity' | 'businessLicence' | 'authorisation' | 'officialLetter' | 'other';
    readonly PinReset: {
      readonly number: components['schemas']['Identifier'];
      readonly tokenSerial: components['schemas']['Text'];
      readonly state: components['schemas']['ApplicationState'];
      readonly papers: readonly {
        readonly id: components['schemas']['Identifier'];
        readonly kind: components['schemas']['PaperKind'];
        readonly size: number;
        readonly sm3: components['schemas']['Sm3'];
      }[];
      readonly createdAt: components['schemas']['Time'];
      readonly submittedAt: components['schemas']['NullableTime'];
      readonly decidedAt: components['schemas']['NullableTime'];
      readonly decisionReason: components['schemas']['NullableText'];
      /** @description Until when an approval may be used */
      readonly validUntil: components['schemas']['NullableTime'];
    };
    readonly Delegation: {
      readonly number: components['schemas']['Identifier'];
      readonly esId: components['schemas']['EsId'];
      readonly person: string;
      readonly contact: components['schemas']['Text'];
      readonly validFrom: components['schemas']['Time'];
      readonly validTo: components['schemas']['Time'];
      /** @description Null without a limit, as delegations of earlier versions of the contract may be */
      readonly uses: number | null;
      readonly purposes: readonly components['schemas']['Text'][];
      readonly ownKey: boolean;
      /** @description The seal object of the person's own access; null before it is taken */
      readonly delegateEsId: components['schemas']['EsId'] | null;
      /** @description For the person, contained in the answer to the grant only; null without access of their own */
      readonly code: string | null;
      readonly grantedAt: components['schemas']['Time'];
      readonly endedAt: components['schemas']['NullableTime'];
    };
    readonly DelegationRequest: {
      readonly esId: components['schemas']['EsId'];
      readonly person: string;
      readonly contact: components['schemas']['Text'];
      readonly validFrom: components['schemas']['Time'];
      /** @description At most 366 days after `validFrom`; a longer time is refused (400 invalid-request) */
      readonly validTo: components['schemas']['Time'];
      /** @description How often at most. There is always a limit. */
      readonly uses: number;
      /** @description What for. A use names one of them; there is always one. */
      readonly purposes: readonly string[];
      /** @description True if the person enrols a key of their own, false for a key that the holder lends */
      readonly ownKey: boolean;
    };
    readonly DelegateAccessRequest: {
      readonly code: string;
      readonly certificateRequest: components['schemas']['Octets'];
    };
    readonly DelegateAccess: {
      readonly delegation: components['schemas']['Delegation'];
      readonly certificate: components['schemas']['Octets'];
      readonly seal: components['schemas']['Octets'];
    };
    readonly DelegatedUseRequest: {
      readonly useId: components['schemas']['Identifier'];
    };
    readonly DelegatedUse: {
      readonly use: number;
      readonly uses: number;
    };
    /** @description A rule by which one seal is placed under one signature. The platform carries it as it is; clients judge it. */
    readonly PlaceRule: {
      readonly kind: string;
    } & {
      readonly [key: string]: unknown;
    };
    /**
     * @description What stands beside a seal: the date of sealing, which has a style (null: as the words before it are written), or the
     *     picture of a handwritten signature, which has an SM3, a size in bytes and its measures in millimetres. The platform
     *     carries it as it is and never has the picture itself; clients judge it.
     */
    readonly BesideRule: {
      /** @enum {string} */
      readonly kind: 'date' | 'handwriting';
      readonly pages: readonly {
        readonly [key: string]: unknown;
      }[];
      readonly where: {
        readonly [key: string]: unknown;
      };
    } & {
      readonly [key: string]: unknown;
    };
    readonly ApprovalItem: {
      readonly fileName: string;
      readonly size: number;
      readonly sm3: components['schemas']['Sm3'];
      readonly pages: number;
      readonly esId: components['schemas']['EsId'];
      readonly sealName: components['schemas']['Text'];
      /**
       * @description Whether the seal locks its document, an OFD, so that it takes no further one (锁定签章); absent if it does not. The
       *     platform carries it as it is.
       * @constant
       */
      readonly locks?: true;
      readonly target:
        | {
            /** @constant */
            readonly kind: 'place';
            /** @description From 0 */
            readonly page: number;
            /** @description Centre of the seal from the left edge as seen */
            readonly xMm: number;
            /** @description Centre of the seal from the top edge as seen */
            readonly yMm: number;
          }
        | {
            /** @constant */
            readonly kind: 'field';
            readonly name: string;
          }
        | {
            /** @constant */
            readonly kind: 'list';
            /** @constant */
            readonly version: 1;
            /** @description A field that shows the seal too */
            readonly field: string | null;
            readonly places: readonly components['schemas']['PlaceRule'][];
          }
        | {
            /** @constant */
            readonly kind: 'list';
            /** @constant */
            readonly version: 2;
            readonly field: string | null;
            readonly places: readonly components['schemas']['PlaceRule'][];
            readonly beside: readonly components['schemas']['BesideRule'][];
          };
    };
    readonly ApprovalRequest: {
      readonly id: components['schemas']['Identifier'];
      readonly enterprise: components['schemas']['Text'];
      readonly applicant: string;
      readonly purpose: components['schemas']['Text'];
      readonly counterpart: components['schemas']['Text'];
      readonly requestedAt: components['schemas']['Time'];
      readonly validUntil: components['schemas']['Time'];
      readonly items: readonly components['schemas']['ApprovalItem'][];
    };
    readonly Approval: {
      readonly request: components['schemas']['ApprovalRequest'];
      /** @enum {string} */
      readonly state: 'underReview' | 'approved' | 'rejected' | 'withdrawn';
      /** @description A statement of type approval-decision whose payload is an ApprovalDecision; null before it */
      readonly decision: null | components['schemas']['Statement'];
    };
    /** @description A use of a seal that was made */
    readonly ApprovalUse: {
      readonly at: components['schemas']['Time'];
      readonly sm3After: components['schemas']['Sm3'];
    };
    readonly ApprovalClaimRequest: {
      /**
       * @description Grows with each attempt to seal by this claim. A claim of a lower or the same attempt is `taken`, unless it
       *     tells the use: a computer that was set back to an earlier state cannot use it again.
       */
      readonly attempt: number;
      /** @description Which of the uses that the approval allows, from 1 */
      readonly use: number;
      /** @description How many uses the approval allows */
      readonly uses: number;
      /** @description SM3 of the document that is to be sealed */
      readonly documentSm3: string;
      readonly esId: components['schemas']['EsId'];
      /** @description The use itself if it was made without the platform; null before a use */
      readonly used: null | components['schemas']['ApprovalUse'];
    };
    readonly ApprovalClaim: {
      /** @description Drawn by the client that made it */
      readonly claimId: string;
      readonly registerId: components['schemas']['Identifier'];
      readonly use: number;
      readonly documentSm3: components['schemas']['Sm3'];
      readonly esId: components['schemas']['EsId'];
      readonly claimedAt: components['schemas']['Time'];
      /** @description Null until the seal was used */
      readonly used: null | components['schemas']['ApprovalUse'];
    };
    readonly OwnedRegister: {
      readonly registerId: components['schemas']['Identifier'];
      /** @description The key that authenticates it now */
      readonly registerKey: components['schemas']['Octets'];
      /** @description The holder who opened it and alone may bind a new key */
      readonly opener: components['schemas']['Text'];
      /** @description All holders who have signed an opening, the opener included */
      readonly owners: readonly components['schemas']['Text'][];
      readonly openedAt: components['schemas']['Time'];
      readonly keyBoundAt: components['schemas']['Time'];
      /** @description Entries that the platform holds */
      readonly size: number;
    };
    /** @description The exact octets of an entry, or its leaf hash alone */
    readonly SentEntry:
      | components['schemas']['Octets']
      | {
          readonly leafHash: components['schemas']['Sm3'];
        };
    readonly RegisterPage: {
      readonly registerId: components['schemas']['Identifier'];
      readonly from: number;
      readonly size: number;
      readonly entries: readonly components['schemas']['SentEntry'][];
    };
    readonly UsageRecords: {
      readonly registerId: components['schemas']['Identifier'];
      readonly from: number;
      /**
       * @description The exact octets of each entry, which are the leaves of the register's tree; of an entry that is
       *     no business of this platform (a seal of another one) its leaf hash alone.
       */
      readonly entries: readonly components['schemas']['SentEntry'][];
    };
    readonly CheckpointRequest: {
      readonly registerId: components['schemas']['Identifier'];
      readonly size: number;
      readonly root: components['schemas']['Sm3'];
      readonly time: components['schemas']['Time'];
      /** @description RFC 6962 §2.1.2 proof from the head countersigned last; null for the first */
      readonly consistency: null | {
        readonly size: number;
        readonly proof: readonly components['schemas']['Sm3'][];
      };
    };
    /**
     * @description Five times that are not to be mixed up: what somebody claims (lostSince), when the platform received it
     *     (receivedAt), when an officer decided (decidedAt), when the event was published (publishedAt), and from when
     *     it acts (since). A claim acts on nothing. A decision acts from since, and never before receivedAt: a client
     *     takes the later of the two. Published is what a page carries: a client that has seen a page without the event
     *     takes the time of that page where publishedAt is earlier, and no later time than that of the page that brings
     *     the event.
     */
    readonly StatusEvent: {
      readonly number: number;
      /**
       * @description claim (申报): an authorised report that nobody has decided on; decision (决定): an act of the platform,
       *     which also ends every claim before it
       * @enum {string}
       */
      readonly kind: 'claim' | 'decision';
      readonly esId: components['schemas']['EsId'];
      /** @description The state of the seal after the event; a claim leaves it as it was */
      readonly state: components['schemas']['SealState'];
      /** @description From when the event acts; of a claim the time of its receipt */
      readonly since: components['schemas']['Time'];
      readonly reason: components['schemas']['NullableText'];
      /** @description esID of the seal that took its place */
      readonly replacedBy: string | null;
      /** @description Since when the seal is lost, as the reporter claims; nothing follows from it */
      readonly lostSince: components['schemas']['NullableTime'];
      /** @description When the report behind the event was authorised and so received; null without a report */
      readonly receivedAt: components['schemas']['NullableTime'];
      /** @description When an officer decided; null for a claim */
      readonly decidedAt: components['schemas']['NullableTime'];
      readonly publishedAt: components['schemas']['Time'];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
