/** What every HTTP API has: limits, problems in one form, callers, strict bodies, requests that are done once. */
package health.countersign.platform.http;
